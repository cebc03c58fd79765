using Pgp.Contracts.Ids;

namespace Pgp.Common.Tasks;

/// <summary>
/// Keeps twins apart while one of them talks to a partner, where no transaction may be open:
/// whoever holds the lease works, the others come back later. Safety does not rest on it (that is
/// the inbox's and the states' business); it saves partners from seeing everything twice.
/// </summary>
internal static class TaskLeases
{
    private const string TakeSql = """
        insert into task_leases (message_id, until)
        values ($1, $2)
        on conflict (message_id) do update
           set until = excluded.until
         where task_leases.until < $3
        """;

    private const string ReleaseSql = """
        delete from task_leases where message_id = $1
        """;

    /// <param name="life">
    /// The dispatcher's own lease: a process that died blocks its task no longer than that.
    /// </param>
    /// <returns>
    /// <see langword="false"/> while another delivery of this message is at work.
    /// </returns>
    public static Task<bool> TakeAsync(
        Database.Database database,
        Id<MessageKind> message,
        TimeSpan life,
        CancellationToken ct
    )
    {
        var now = database.Clock.GetUtcNow();
        return database.RunAsync(
            TakeSql,
            sql => sql.With(message).With(now + life).With(now).HitsAsync(ct),
            ct
        );
    }

    public static Task ReleaseAsync(
        Database.Database database,
        Id<MessageKind> message,
        CancellationToken ct
    ) => database.RunAsync(ReleaseSql, sql => sql.With(message).ExecuteAsync(ct), ct);
}
