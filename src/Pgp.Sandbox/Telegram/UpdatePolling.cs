using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>getUpdates: one caller at a time, never beside a webhook (spec 70, 3.2).</summary>
internal sealed class UpdatePolling(TelegramWorld world)
{
    private CancellationTokenSource? current;

    public async Task<Answer> GetAsync(JsonObject request, CancellationToken ct)
    {
        using var mine = CancellationTokenSource.CreateLinkedTokenSource(ct);
        CancellationTokenSource? other;
        lock (world.Gate)
        {
            if (world.State.Webhook.Url.Length > 0)
            {
                return Replies.Conflict(
                    "can't use getUpdates method while webhook is active; "
                        + "use deleteWebhook to delete the webhook first"
                );
            }

            Confirm(request);
            (other, current) = (current, mine);
        }

        if (other is not null)
        {
            await other.CancelAsync();
        }

        try
        {
            return await WaitAsync(request, mine.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Replies.Conflict(
                "terminated by other getUpdates request; "
                    + "make sure that only one bot instance is running"
            );
        }
        finally
        {
            Interlocked.CompareExchange(ref current, null, mine);
        }
    }

    private async Task<Answer> WaitAsync(JsonObject request, CancellationToken ct)
    {
        var seconds = Math.Clamp(request.Count("timeout") ?? 0, 0, 50);
        var until = Task.Delay(TimeSpan.FromSeconds(seconds), world.Clock, ct);
        while (true)
        {
            var moved = world.Moved;
            var found = Take(request);
            if (found.Count > 0 || until.IsCompleted)
            {
                ct.ThrowIfCancellationRequested();
                return Replies.Ok(found);
            }

            await Task.WhenAny(moved, until).WaitAsync(ct);
        }
    }

    private JsonArray Take(JsonObject request)
    {
        var limit = Math.Clamp(request.Count("limit") ?? 100, 1, 100);
        lock (world.Gate)
        {
            var updates = world.State.Updates.Take(limit).Select(u => (JsonNode)UpdatePump.Wire(u));
            return new JsonArray(updates.ToArray());
        }
    }

    private void Confirm(JsonObject request)
    {
        var hook = world.State.Webhook;
        var allowed = WebhookMethods.AllowedUpdates(request, hook);
        world.State.Webhook = hook with { AllowedUpdates = allowed };
        if (request.Integer("offset") is { } offset)
        {
            world.State.Updates.RemoveAll(update => update.Id < offset);
        }
    }
}
