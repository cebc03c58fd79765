using Npgsql;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Common.Database;

/// <summary>
/// One transaction: state, books and the next tasks commit together or not at all. Disposed without
/// a commit, nothing of it happened.
/// </summary>
public sealed class Unit(
    NpgsqlConnection connection,
    NpgsqlTransaction transaction,
    Database database,
    FaultPoints faults,
    OutboxSignal signal
) : IAsyncDisposable
{
    private Delivery? delivery;
    private string correlation = "";
    private bool enqueued;
    private bool returned;

    public TimeProvider Clock => database.Clock;

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>
    /// Takes a message into the inbox. False: its effects are already there, so do nothing. While a
    /// twin is at work this waits for it, so two deliveries never both go on.
    /// </summary>
    public async Task<bool> ClaimAsync(Delivery message, CancellationToken ct)
    {
        delivery = message;
        return await Inbox.ClaimAsync(this, message, ct);
    }

    /// <summary>Tasks enqueued here belong to this message's story, without claiming it.</summary>
    public Unit ContinuesStoryOf(Delivery message)
    {
        delivery = message;
        return this;
    }

    /// <summary>
    /// Tasks enqueued here begin a story of this name: work that no task caused, such as a job's.
    /// </summary>
    public Unit BeginsStoryOf(string subject)
    {
        correlation = subject;
        return this;
    }

    public Statement Sql(string text) =>
        new(new NpgsqlCommand(text, connection, transaction), faults);

    /// <summary>Enqueues a task that starts as soon as this unit commits.</summary>
    public Task EnqueueAsync<TTask>(TTask task, CancellationToken ct)
        where TTask : ITask<TTask> => EnqueueAsync(task, Now, ct);

    /// <summary>Enqueues a task that starts no earlier than the given moment.</summary>
    public Task EnqueueAsync<TTask>(TTask task, DateTimeOffset dueAt, CancellationToken ct)
        where TTask : ITask<TTask>
    {
        var story = delivery is null ? Story.Begin(correlation) : Story.Of(delivery);
        return EnqueueAsync(task, dueAt, story, ct);
    }

    /// <summary>As above for work that no task caused: a job, a web request.</summary>
    public async Task EnqueueAsync<TTask>(
        TTask task,
        DateTimeOffset dueAt,
        Story story,
        CancellationToken ct
    )
        where TTask : ITask<TTask>
    {
        await Outbox.InsertAsync(this, task, dueAt, story, ct);
        enqueued = true;
    }

    /// <summary>
    /// Makes it so, and gives the connection back: who goes on to read does not hold one while
    /// waiting for another, which would lock the pool up as soon as enough do it at once.
    /// </summary>
    public async Task CommitAsync(CancellationToken ct)
    {
        faults.Reach("before commit");
        await transaction.CommitAsync(ct);
        await ReturnAsync();
        if (enqueued)
        {
            signal.Raise();
        }

        faults.Reach("after commit");
    }

    public ValueTask DisposeAsync() => returned ? ValueTask.CompletedTask : ReturnAsync();

    private async ValueTask ReturnAsync()
    {
        returned = true;
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            await database.ReturnAsync(connection);
        }
    }
}
