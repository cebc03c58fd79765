using Pgp.Common.Database;

namespace Pgp.Server.Updates;

/// <summary>How far a Telegram update has come.</summary>
internal sealed record SeenUpdate(DateTimeOffset ReceivedAt, bool IsHandled);

/// <summary>All SQL on <c>bot_updates</c>: which updates led to an order.</summary>
internal static class UpdateQueries
{
    private const string ClaimSql = """
        insert into bot_updates (update_id, received_at)
        values ($1, $2)
        on conflict (update_id) do nothing
        """;

    private const string FindSql = """
        select received_at, handled_at is not null
          from bot_updates
         where update_id = $1
        """;

    private const string MarkHandledSql = """
        update bot_updates
           set handled_at = $2
         where update_id  = $1
           and handled_at is null
        """;

    /// <returns><see langword="false"/> when this update came before.</returns>
    public static Task<bool> ClaimAsync(Unit unit, long updateId, CancellationToken ct) =>
        unit.Sql(ClaimSql).With(updateId).With(unit.Now).HitsAsync(ct);

    public static Task<SeenUpdate?> FindAsync(Unit unit, long updateId, CancellationToken ct) =>
        unit.Sql(FindSql)
            .With(updateId)
            .FirstAsync(row => new SeenUpdate(row.Time(0), row.Flag(1)), ct);

    public static Task<int> MarkHandledAsync(
        Database database,
        long updateId,
        CancellationToken ct
    ) =>
        database.RunAsync(
            MarkHandledSql,
            sql => sql.With(updateId).With(database.Clock.GetUtcNow()).ExecuteAsync(ct),
            ct
        );
}
