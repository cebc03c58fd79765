using NpgsqlTypes;
using Pgp.Common.Database;

namespace Pgp.Oversight.Overdue;

/// <summary>An item as it was just recorded.</summary>
/// <param name="Occurrence">Counts how often it came up anew.</param>
/// <param name="IsNew">Whether this look is the one that found it.</param>
internal sealed record RecordedItem(string Subject, int Occurrence, bool IsNew);

/// <summary>All SQL on overdue_items.</summary>
internal static class OverdueItemQueries
{
    // In one order for everybody, so that two looks at once wait for each other and no more.
    private const string RecordSql = """
        insert into overdue_items as item (
            kind, subject, since, reason, first_seen_at, last_seen_at)
        select $1, found.subject, found.since, found.reason, $5, $5
          from unnest($2, $3, $4) as found (subject, since, reason)
         order by found.subject
        on conflict (kind, subject) do update
           set since           = excluded.since,
               reason          = excluded.reason,
               last_seen_at    = excluded.last_seen_at,
               first_seen_at   = case when item.cleared_at is null
                                      then item.first_seen_at else excluded.first_seen_at end,
               occurrence      = case when item.cleared_at is null
                                      then item.occurrence else item.occurrence + 1 end,
               acknowledged_at = case when item.cleared_at is null
                                      then item.acknowledged_at end,
               acknowledged_by = case when item.cleared_at is null
                                      then item.acknowledged_by end,
               note            = case when item.cleared_at is null then item.note end,
               cleared_at      = null
        returning subject, occurrence, first_seen_at = $5
        """;

    // What another look found after this one began is not this one's to clear.
    private const string ClearSql = """
        update overdue_items
           set cleared_at = $3
         where kind = $1
           and cleared_at is null
           and last_seen_at < $3
           and subject <> all($2)
        """;

    private const string AcknowledgeSql = """
        update overdue_items
           set acknowledged_at = $3,
               acknowledged_by = $4,
               note            = $5
         where kind    = $1
           and subject = $2
           and cleared_at is null
        """;

    public static Task<IReadOnlyList<RecordedItem>> RecordAsync(
        Unit unit,
        string kind,
        IReadOnlyList<Finding> found,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        unit.Sql(RecordSql)
            .With(kind)
            .WithArray(NpgsqlDbType.Text, [.. found.Select(one => one.Subject)])
            .WithArray(
                NpgsqlDbType.TimestampTz,
                [.. found.Select(one => one.Since.ToUniversalTime())]
            )
            .WithArray(NpgsqlDbType.Text, [.. found.Select(one => one.Reason)])
            .With(now)
            .AllAsync(row => new RecordedItem(row.Text(0), row.Number(1), row.Flag(2)), ct);

    public static Task<int> ClearAsync(
        Unit unit,
        string kind,
        IReadOnlyList<Finding> found,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        unit.Sql(ClearSql)
            .With(kind)
            .WithArray(NpgsqlDbType.Text, [.. found.Select(one => one.Subject)])
            .With(now)
            .ExecuteAsync(ct);

    /// <returns><see langword="false"/> when no such item is open.</returns>
    public static Task<bool> AcknowledgeAsync(
        Database database,
        string kind,
        string subject,
        string by,
        string? note,
        CancellationToken ct
    ) =>
        database.RunAsync(
            AcknowledgeSql,
            sql =>
                sql.With(kind)
                    .With(subject)
                    .With(database.Clock.GetUtcNow())
                    .With(by)
                    .With(note)
                    .HitsAsync(ct),
            ct
        );
}
