using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Common.Tasks;

/// <summary>A task that was given up.</summary>
/// <param name="Kind">rejected: no repetition can help. exhausted: tried for too long.</param>
/// <param name="State">open, replayed or discarded.</param>
/// <param name="Replays">How often it was put back.</param>
/// <param name="HandledBy">Who put it back or discarded it last.</param>
public sealed record DeadLetter(
    MessageId TaskId,
    string Name,
    string Target,
    string Kind,
    string Reason,
    string Payload,
    DateTimeOffset CreatedAt,
    string State,
    int Replays,
    string? HandledBy,
    string? Note
);

/// <summary>
/// Where dead letters are looked at. Putting one back is safe at any time: its handler did not
/// claim the message when it gave up, and if the effect happened after all, the inbox knows.
/// </summary>
public static class DeadLetterDesk
{
    private const string ListSql = """
        select task_id, name, target, kind, reason, payload, created_at, state, replays,
               handled_by, note
          from dead_letters
         where state = 'open'
         order by created_at
         limit $1
        """;

    private const string ExhaustedSql = """
        select letter.task_id
          from dead_letters as letter
          join outbox as task using (task_id)
         where letter.state = 'open'
           and letter.kind  = 'exhausted'
           and letter.replays < $1
           and letter.name  = any($2)
           and exists (
               select from unnest($3) as wanted (subject)
                where strpos(task.effect_key, wanted.subject) > 0)
         order by letter.task_id
        """;

    private const string MarkReplayedSql = """
        update dead_letters
           set state      = 'replayed',
               replays    = replays + 1,
               handled_at = $2,
               handled_by = $3
         where task_id = $1
           and state   = 'open'
        """;

    // As if it were new: its limits of attempts and age begin again.
    private const string ReopenSql = """
        update outbox
           set state       = 'open',
               due_at      = $2,
               attempts    = 0,
               first_at    = null,
               started_at  = null,
               finished_at = null,
               last_error  = null
         where task_id = $1
           and state in ('rejected', 'exhausted')
        """;

    private const string DiscardSql = """
        update dead_letters
           set state      = 'discarded',
               handled_at = $2,
               handled_by = $3,
               note       = $4
         where task_id = $1
           and state   = 'open'
        """;

    /// <summary>Dead letters that nobody has looked at, oldest first.</summary>
    public static Task<IReadOnlyList<DeadLetter>> ListAsync(
        Database.Database database,
        int max,
        CancellationToken ct
    ) => database.RunAsync(ListSql, sql => sql.With(max).AllAsync(Read, ct), ct);

    /// <summary>
    /// Open letters of these kinds of tasks that were tried for too long and whose effect is named
    /// after one of the subjects.
    /// </summary>
    /// <param name="replaysMax">Those put back as often as this are a person's business.</param>
    public static Task<IReadOnlyList<MessageId>> ExhaustedAsync(
        Database.Database database,
        int replaysMax,
        string[] names,
        string[] subjects,
        CancellationToken ct
    ) =>
        database.RunAsync(
            ExhaustedSql,
            sql =>
                sql.With(replaysMax)
                    .With(names)
                    .With(subjects)
                    .AllAsync(row => row.Id<MessageKind>(0), ct),
            ct
        );

    /// <summary>Puts a task back under its own id.</summary>
    /// <returns>
    /// <see langword="false"/> when there is no such letter, it was handled before, or its task has
    /// not been settled yet; nothing is changed.
    /// </returns>
    public static async Task<bool> ReplayAsync(
        Database.Database database,
        MessageId task,
        string by,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        var marked = await unit.Sql(MarkReplayedSql)
            .With(task)
            .With(unit.Now)
            .With(by)
            .HitsAsync(ct);
        if (!marked || !await unit.Sql(ReopenSql).With(task).With(unit.Now).HitsAsync(ct))
        {
            return false;
        }

        await unit.CommitAsync(ct);
        return true;
    }

    /// <summary>Takes a letter off the list for good; its task stays undone.</summary>
    /// <returns>
    /// <see langword="false"/> when there is no such letter or it was handled before.
    /// </returns>
    public static Task<bool> DiscardAsync(
        Database.Database database,
        MessageId task,
        string by,
        string reason,
        CancellationToken ct
    ) =>
        database.RunAsync(
            DiscardSql,
            sql =>
                sql.With(task).With(database.Clock.GetUtcNow()).With(by).With(reason).HitsAsync(ct),
            ct
        );

    private static DeadLetter Read(Row row) =>
        new(
            row.Id<MessageKind>(0),
            row.Text(1),
            row.Text(2),
            row.Text(3),
            row.Text(4),
            row.Text(5),
            row.Time(6),
            row.Text(7),
            row.Number(8),
            row.TextOrNull(9),
            row.TextOrNull(10)
        );
}
