using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pgp.Common.Observability;
using Pgp.Common.Tasks;
using Pgp.Common.Tokens;

namespace Pgp.Common.Dispatch;

/// <summary>
/// The local task queue: leases due rows of the outbox and brings them to their services, within
/// each queue's rate and concurrency. Any number may run; rows are skipped while another holds
/// them.
/// </summary>
public sealed class Dispatcher(
    DispatcherOptions options,
    Database.Database database,
    ITaskTransport transport,
    TaskTokens tokens,
    OutboxSignal signal,
    ILogger<Dispatcher> log
) : BackgroundService
{
    /// <summary>Database role of the dispatcher.</summary>
    public const string Role = "pgp_dispatcher";

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Lane> lanes = options.Queues.ToDictionary(
        queue => queue.Name,
        queue => new Lane(queue, database.Clock),
        StringComparer.Ordinal
    );

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var started = await StartDueAsync(running, stoppingToken);
                running.RemoveAll(delivery => delivery.IsCompleted);
                if (!started)
                {
                    await WaitAsync(stoppingToken);
                }
            }
            catch (NpgsqlException unreachable)
            {
                log.OutboxUnreachable(unreachable);
                await signal.WaitAsync(PauseAfterFailure, database.Clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
        }

        await Task.WhenAll(running);
    }

    private async Task<bool> StartDueAsync(List<Task> running, CancellationToken ct)
    {
        var open = lanes.Values.Select(lane => (lane.Queue, Free: lane.Free()));
        var free = open.Where(lane => lane.Free > 0).ToList();
        if (free.Count == 0)
        {
            return false;
        }

        var leased = await OutboxQueries.LeaseAsync(database, free, options.Lease, ct);
        foreach (var task in leased)
        {
            lanes[task.Definition.Queue.Name].Start();
            running.Add(DeliverAsync(task));
        }

        return leased.Count > 0;
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        var now = database.Clock.GetUtcNow();
        var wait = options.PollMax;
        foreach (var lane in lanes.Values)
        {
            // Used up by its rate alone: nothing but time makes it free again.
            wait = lane.UntilRefilled() is { } refilled && refilled < wait ? refilled : wait;
        }

        var free = lanes.Values.Where(lane => lane.Free() > 0).Select(lane => lane.Queue);
        if (await OutboxQueries.NextDueAsync(database, free, ct) is { } due && due - now < wait)
        {
            wait = due > now ? due - now : TimeSpan.FromMilliseconds(1);
        }

        await signal.WaitAsync(wait, database.Clock, ct);
    }

    private async Task DeliverAsync(LeasedTask task)
    {
        var lane = lanes[task.Definition.Queue.Name];
        try
        {
            await Task.Yield();
            Telemetry.TaskWait.Record(
                (database.Clock.GetUtcNow() - task.DueAt).TotalMilliseconds,
                new KeyValuePair<string, object?>("task", task.Definition.Name)
            );

            // A delivery that outlives its lease must end: its twin is about to start.
            using var limit = new CancellationTokenSource(options.Lease, database.Clock);
            var token = tokens.Generate(
                new TaskClaims(
                    task.Source,
                    task.Definition.Target.SeedId,
                    task.MessageId,
                    task.Definition.Name,
                    task.Correlation
                )
            );
            var answer = await transport.DeliverAsync(task, token, limit.Token);
            await RecordAsync(task, lane, answer);
        }
        catch (OperationCanceledException)
        {
            log.NotDelivered(task.Definition.Name, task.MessageId, "the lease ran out");
        }
        catch (NpgsqlException unreachable)
        {
            // The lease ends by itself and the inbox knows what was done.
            log.OutboxUnreachable(unreachable);
        }
        finally
        {
            if (lane.End())
            {
                signal.Raise();
            }
        }
    }

    private async Task RecordAsync(LeasedTask task, Lane lane, TaskAnswer answer)
    {
        // Not cancelled with the host: what was delivered should be settled.
        var ct = CancellationToken.None;
        var tags = new TagList
        {
            { "task", task.Definition.Name },
            { "answer", answer.GetType().Name },
        };
        Telemetry.TasksSettled.Add(1, tags);
        switch (answer)
        {
            case TaskAnswer.Settled settled:
                var state = settled.RejectedBecause is null ? "done" : "rejected";
                await OutboxQueries.SettleAsync(database, task, state, settled.RejectedBecause, ct);
                break;

            case TaskAnswer.Again again:
                await PostponeAsync(task, lane, again, ct);
                break;

            default:
                throw new InvalidOperationException($"unknown answer: {answer}");
        }
    }

    private async Task PostponeAsync(
        LeasedTask task,
        Lane lane,
        TaskAnswer.Again again,
        CancellationToken ct
    )
    {
        log.NotDelivered(task.Definition.Name, task.MessageId, again.Reason);
        var sinceFirst = database.Clock.GetUtcNow() - task.FirstAt;
        if (again.IsWanted || !Backoff.IsExhausted(lane.Queue, task.Attempt, sinceFirst))
        {
            // Who makes it wait says for how long: backoff is for what fails.
            var wait = again is { IsWanted: true, After: { } asked }
                ? asked
                : Backoff.After(lane.Queue, task.Attempt, again.After);
            await OutboxQueries.PostponeAsync(database, task, wait, again, ct);
            signal.Raise();
            return;
        }

        await using var unit = await database.BeginAsync(ct);
        if (!await OutboxQueries.GiveUpAsync(unit, task, again.Reason, ct))
        {
            // Somebody else has the lease by now, and the last word.
            return;
        }

        await DeadLetters.RecordAsync(
            unit,
            task.MessageId,
            task.Definition,
            "exhausted",
            again.Reason,
            task.Payload,
            ct
        );
        await unit.CommitAsync(ct);
        log.TaskRejected(task.Definition.Name, task.MessageId, again.Reason);
    }
}
