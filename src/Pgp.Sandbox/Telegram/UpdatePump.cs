using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Pgp.Sandbox.Control;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>
/// Delivers updates to the webhook: in order within one chat, side by side for different ones,
/// again and again until a 2xx or 24 hours have passed (spec 70, 3.2).
/// </summary>
internal sealed class UpdatePump : IAsyncDisposable
{
    private const string Partner = "telegram";
    private const string Operation = "webhook";
    private const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfterMax = TimeSpan.FromHours(1);

    private readonly TelegramWorld world;
    private readonly Surroundings around;
    private readonly Func<JsonObject, Answer> methodInReply;
    private readonly HashSet<long> busyQueues = [];
    private readonly HashSet<Task> sending = [];
    private readonly DueLoop loop;

    public UpdatePump(
        TelegramWorld world,
        Surroundings around,
        Func<JsonObject, Answer> methodInReply
    )
    {
        this.world = world;
        this.around = around;
        this.methodInReply = methodInReply;
        loop = new DueLoop("updates", world.Clock, around.Log, ct => Task.FromResult(Step(ct)));
    }

    public void Start() => loop.Start();

    public void Poke() => loop.Poke();

    /// <summary>The update as the bot receives it.</summary>
    public static JsonObject Wire(PendingUpdate update) =>
        new() { ["update_id"] = update.Id, [update.Kind] = update.Content.DeepClone() };

    public async ValueTask DisposeAsync()
    {
        await loop.DisposeAsync();
        Task[] last;
        lock (world.Gate)
        {
            last = [.. sending];
        }

        await Task.WhenAll(last);
    }

    private DateTimeOffset? Step(CancellationToken ct)
    {
        lock (world.Gate)
        {
            var now = world.Now;
            world.State.Updates.RemoveAll(update => update.At + Lifetime < now);
            if (world.State.Webhook.Url.Length == 0)
            {
                return null;
            }

            // The first of each chat; the others wait until it is through.
            var heads = world.State.Updates.DistinctBy(update => update.Queue).ToArray();
            foreach (var update in heads)
            {
                if (
                    update.DueAt <= now
                    && busyQueues.Count < world.State.Webhook.MaxConnections
                    && busyQueues.Add(update.Queue)
                )
                {
                    Track(DeliverAsync(update, world.State.Webhook, ct));
                }
            }

            if (busyQueues.Count >= world.State.Webhook.MaxConnections)
            {
                return null; // The end of a delivery wakes the pump.
            }

            var waiting = heads.Where(update => !busyQueues.Contains(update.Queue));
            return waiting.Select(update => (DateTimeOffset?)update.DueAt).Min();
        }
    }

    private void Track(Task task)
    {
        sending.Add(task);
        _ = task.ContinueWith(
            done =>
            {
                lock (world.Gate)
                {
                    sending.Remove(done);
                }
            },
            TaskScheduler.Default
        );
    }

    private async Task DeliverAsync(PendingUpdate update, Webhook hook, CancellationToken ct)
    {
        // Leaves the caller's lock before anything is awaited.
        await Task.Yield();
        var result = new DeliveryResult(null, "cancelled", null);
        try
        {
            result = await AttemptAsync(update, hook, ct);
        }
        catch (OperationCanceledException)
        {
            // The simulator stops; the update stays and is delivered after a restart.
        }
        finally
        {
            Conclude(update, result);
        }
    }

    private async Task<DeliveryResult> AttemptAsync(
        PendingUpdate update,
        Webhook hook,
        CancellationToken ct
    )
    {
        var fault = around.Faults.Take(
            Partner,
            Operation,
            FaultKind.Drop,
            FaultKind.DropAfter,
            FaultKind.Delay,
            FaultKind.Duplicate,
            FaultKind.Reorder,
            FaultKind.WrongSignature
        );
        if (fault is { Milliseconds: > 0 })
        {
            await Task.Delay(TimeSpan.FromMilliseconds(fault.Milliseconds), world.Clock, ct);
        }

        switch (fault?.Kind)
        {
            case FaultKind.Drop:
                return new DeliveryResult(null, "Connection timed out", null);
            case FaultKind.Reorder:
                SwapWithNext(update);
                return new DeliveryResult(null, "reordered", TimeSpan.Zero);
            case FaultKind.WrongSignature:
                return await PostAsync(update, hook with { Secret = "wrong" }, ct);
            case FaultKind.Duplicate:
                await PostAsync(update, hook, ct);
                return await PostAsync(update, hook, ct);
            case FaultKind.DropAfter:
                await PostAsync(update, hook, ct);
                return new DeliveryResult(null, "Read timeout expired", null);
            default:
                return await PostAsync(update, hook, ct);
        }
    }

    private async Task<DeliveryResult> PostAsync(
        PendingUpdate update,
        Webhook hook,
        CancellationToken ct
    )
    {
        var body = JsText.Stringify(Wire(update));
        var headers = new List<KeyValuePair<string, string>>();
        if (hook.Secret is { } secret)
        {
            headers.Add(new(SecretHeader, secret));
        }

        return await around.Delivery.PostAsync(
            Partner,
            Operation,
            new Uri(hook.Url),
            body,
            headers,
            ct
        );
    }

    // Only within a chat is there an order to break.
    private void SwapWithNext(PendingUpdate update)
    {
        lock (world.Gate)
        {
            var all = world.State.Updates;
            var at = all.IndexOf(update);
            var next = all.FindIndex(at + 1, other => other.Queue == update.Queue);
            if (at >= 0 && next > at)
            {
                (all[at], all[next]) = (all[next], all[at]);
            }
        }
    }

    private void Conclude(PendingUpdate update, DeliveryResult result)
    {
        lock (world.Gate)
        {
            busyQueues.Remove(update.Queue);
            if (result.Accepted)
            {
                world.State.Updates.Remove(update);
            }
            else if (result.RetryAfter != TimeSpan.Zero)
            {
                Postpone(update, result);
            }
        }

        if (
            result.Accepted
            && JsonRead.TryObject(System.Text.Encoding.UTF8.GetBytes(result.Body)) is { } reply
        )
        {
            // A reply may carry a method call; its result is told to nobody.
            _ = methodInReply(reply);
        }

        around.File.Changed();
        loop.Poke();
    }

    private void Postpone(PendingUpdate update, DeliveryResult result)
    {
        update.Attempts++;
        var ceiling = TimeSpan.FromSeconds(60 + RandomNumberGenerator.GetInt32(61));
        var doubled = FirstRetry * (1 << Math.Min(update.Attempts - 1, 10));
        var pause = doubled < ceiling ? doubled : ceiling;
        if (result.RetryAfter is { } asked)
        {
            pause = asked < RetryAfterMax ? asked : RetryAfterMax;
        }

        update.DueAt = world.Now + pause;
        world.State.Webhook = world.State.Webhook with
        {
            LastErrorAt = world.Now,
            LastError = result.Status is { } status
                ? $"Wrong response from the webhook: {status}"
                : result.Body,
        };
    }
}
