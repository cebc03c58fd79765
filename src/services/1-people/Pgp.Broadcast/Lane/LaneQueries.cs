using Pgp.Common.Database;

namespace Pgp.Broadcast.Lane;

/// <summary>All SQL on <c>send_lanes</c>.</summary>
internal static class LaneQueries
{
    private const string ReserveSql = """
        update send_lanes
           set next_at = greatest(next_at, $1) + $2
         where lane = 'telegram'
        returning next_at - $2
        """;

    private const string PauseSql = """
        update send_lanes
           set next_at = greatest(next_at, $1)
         where lane = 'telegram'
        """;

    /// <returns>The moment that was taken.</returns>
    public static async Task<DateTimeOffset> ReserveAsync(
        Database database,
        DateTimeOffset earliest,
        TimeSpan length,
        CancellationToken ct
    ) =>
        await database.RunUncheckedAsync(
            ReserveSql,
            sql => sql.With(earliest).With(length).ValueAsync(row => row.Time(0), ct),
            ct
        ) ?? throw new InvalidOperationException("the lane of telegram is missing");

    public static Task PauseAsync(Database database, DateTimeOffset until, CancellationToken ct) =>
        database.RunAsync(PauseSql, sql => sql.With(until).ExecuteAsync(ct), ct);
}
