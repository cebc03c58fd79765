using System.Collections.Concurrent;
using Pgp.Common.Tasks;

namespace Pgp.IntegrationTests.Support;

/// <summary>One delivery and the moment it started.</summary>
internal sealed record Delivered(LeasedTask Task, DateTimeOffset At)
{
    /// <summary>The provider payment of the task, as <see cref="Outboxes"/> numbers them.</summary>
    public string Subject => Outboxes.SubjectOf(Task.Payload);
}

/// <summary>Takes deliveries in memory and answers as the test says.</summary>
internal sealed class RecordingTransport(
    TimeProvider clock,
    Func<LeasedTask, CancellationToken, Task<TaskAnswer>> answer
) : ITaskTransport
{
    private readonly ConcurrentQueue<Delivered> deliveries = new();
    private int underWay;
    private int underWayMax;

    /// <summary>Settles everything.</summary>
    public static RecordingTransport Settling(TimeProvider clock) =>
        new(clock, (_, _) => Task.FromResult<TaskAnswer>(new TaskAnswer.Settled(null)));

    public IReadOnlyList<Delivered> Deliveries => [.. deliveries];

    /// <summary>The most deliveries that were ever under way at once.</summary>
    public int UnderWayMax => Volatile.Read(ref underWayMax);

    public async Task<TaskAnswer> DeliverAsync(LeasedTask task, string token, CancellationToken ct)
    {
        deliveries.Enqueue(new Delivered(task, clock.GetUtcNow()));
        var now = Interlocked.Increment(ref underWay);
        InterlockedMax(now);
        try
        {
            return await answer(task, ct);
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    private void InterlockedMax(int now)
    {
        var seen = Volatile.Read(ref underWayMax);
        while (now > seen)
        {
            seen = Interlocked.CompareExchange(ref underWayMax, now, seen);
        }
    }
}
