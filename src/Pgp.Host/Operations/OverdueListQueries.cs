using Pgp.Common.Database;
using Pgp.Contracts.Tasks;

namespace Pgp.Host.Operations;

/// <summary>Reads the list that the watch keeps.</summary>
internal static class OverdueListQueries
{
    private const string OpenSql = """
        select kind, subject, reason, since, first_seen_at, occurrence, acknowledged_at,
               acknowledged_by, note
          from overdue_items
         where cleared_at is null
           and (acknowledged_at is null or $1)
         order by acknowledged_at nulls first, since
        """;

    private const string LookedAtSql = """
        select greatest(
                 (select max(finished_at) from job_runs where job = $1 and state = 'done'),
                 (select max(last_seen_at) from overdue_items where cleared_at is null))
        """;

    /// <param name="withAcknowledged">Also what somebody has taken over.</param>
    public static async Task<OverdueList> ReadAsync(
        Database database,
        bool withAcknowledged,
        CancellationToken ct
    )
    {
        var looked = await database.RunAsync(
            LookedAtSql,
            sql => sql.With(Schedules.Overdue.Name).AllAsync(row => row.TimeOrNull(0), ct),
            ct
        );
        var now = database.Clock.GetUtcNow();
        var items = await database.RunAsync(
            OpenSql,
            sql => sql.With(withAcknowledged).AllAsync(row => Read(row, now), ct),
            ct
        );
        return new OverdueList(looked[0], items);
    }

    private static OverdueLine Read(Row row, DateTimeOffset now) =>
        new(
            row.Text(0),
            row.Text(1),
            row.Text(2),
            row.Time(3),
            (long)(now - row.Time(3)).TotalSeconds,
            row.Time(4),
            row.Number(5),
            row.TimeOrNull(6),
            row.TextOrNull(7),
            row.TextOrNull(8)
        );
}
