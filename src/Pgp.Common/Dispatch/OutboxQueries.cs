using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Common.Dispatch;

/// <summary>
/// All SQL of the dispatcher. Its commits are asynchronous: a forgotten lease only repeats.
/// </summary>
internal static class OutboxQueries
{
    // One index probe per queue. A leased task is an open task that is due later, so a deliverer
    // that died gives its tasks back by doing nothing. Kinds that a later release brought wait for
    // that release.
    private const string LeaseSql = """
        with lane as (
            select * from unnest($1, $2) as l (queue, free)
        ), due as (
            select task.task_id, task.due_at
              from lane
             cross join lateral (
                   select task_id, due_at
                     from outbox
                    where state = 'open'
                      and queue = lane.queue
                      and name = any($5)
                      and due_at <= $3
                    order by due_at
                    limit lane.free
                      for update skip locked) as task
        )
        update outbox
           set due_at     = $4,
               attempts   = attempts + 1,
               first_at   = coalesce(first_at, $3),
               started_at = $3
          from due
         where outbox.task_id = due.task_id
        returning outbox.task_id, name, source, payload, attempts, correlation, traceparent,
                  due.due_at, first_at
        """;

    private const string NextDueSql = """
        select min(next.due_at)
          from unnest($1) as lane (queue)
         cross join lateral (
               select due_at
                 from outbox
                where state = 'open'
                  and queue = lane.queue
                  and name = any($2)
                order by due_at
                limit 1) as next
        """;

    // The attempt is the fencing token: whoever lost the lease settles nothing.
    private const string SettleSql = """
        update outbox
           set state = $3, finished_at = $4, last_error = $5
         where task_id = $1
           and attempts = $2
           and state = 'open'
        """;

    // A wait that somebody wants starts the age anew: it is counted from the next attempt on.
    private const string PostponeSql = """
        update outbox
           set due_at     = $3,
               last_error = $4,
               first_at   = case when $5 then null else first_at end
         where task_id = $1
           and attempts = $2
           and state = 'open'
        """;

    private static readonly string[] KnownKinds = [.. TaskCatalogue.All.Select(task => task.Name)];

    public static Task<IReadOnlyList<LeasedTask>> LeaseAsync(
        Database.Database database,
        IReadOnlyList<(QueueDefinition Queue, int Free)> lanes,
        TimeSpan lease,
        CancellationToken ct
    )
    {
        var now = database.Clock.GetUtcNow();
        return database.RunAsync(
            LeaseSql,
            sql =>
                sql.With(lanes.Select(lane => lane.Queue.Name).ToArray())
                    .With(lanes.Select(lane => lane.Free).ToArray())
                    .With(now)
                    .With(now + lease)
                    .With(KnownKinds)
                    .AllAsync(Read, ct),
            ct
        );
    }

    public static Task<DateTimeOffset?> NextDueAsync(
        Database.Database database,
        IEnumerable<QueueDefinition> queues,
        CancellationToken ct
    ) =>
        database.RunAsync(
            NextDueSql,
            async sql =>
                (
                    await sql.With(queues.Select(queue => queue.Name).ToArray())
                        .With(KnownKinds)
                        .AllAsync(row => row.TimeOrNull(0), ct)
                )[0],
            ct
        );

    public static Task SettleAsync(
        Database.Database database,
        LeasedTask task,
        string state,
        string? error,
        CancellationToken ct
    ) =>
        database.RunAsync(
            SettleSql,
            sql =>
                sql.With(task.MessageId)
                    .With(task.Attempt)
                    .With(state)
                    .With(database.Clock.GetUtcNow())
                    .With(error)
                    .ExecuteAsync(ct),
            ct
        );

    /// <summary>Ends a task that nobody takes.</summary>
    /// <returns><see langword="false"/> when the lease was lost; nothing is changed.</returns>
    public static Task<bool> GiveUpAsync(
        Database.Unit unit,
        LeasedTask task,
        string reason,
        CancellationToken ct
    ) =>
        unit.Sql(SettleSql)
            .With(task.MessageId)
            .With(task.Attempt)
            .With("exhausted")
            .With(unit.Now)
            .With(reason)
            .HitsAsync(ct);

    public static Task PostponeAsync(
        Database.Database database,
        LeasedTask task,
        TimeSpan wait,
        TaskAnswer.Again again,
        CancellationToken ct
    ) =>
        database.RunAsync(
            PostponeSql,
            sql =>
                sql.With(task.MessageId)
                    .With(task.Attempt)
                    .With(database.Clock.GetUtcNow() + wait)
                    .With(again.Reason)
                    .With(again.IsWanted)
                    .ExecuteAsync(ct),
            ct
        );

    private static LeasedTask Read(Database.Row row) =>
        new(
            row.Id<Contracts.Ids.MessageKind>(0),
            TaskCatalogue.ByName(row.Text(1)),
            row.Text(2),
            row.Text(3),
            row.Number(4),
            row.Text(5),
            row.TextOrNull(6),
            row.Time(7),
            row.Time(8)
        );
}
