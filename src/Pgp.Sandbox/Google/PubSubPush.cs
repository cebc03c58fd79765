using System.Text.Json.Nodes;
using Pgp.Sandbox.Control;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Google;

/// <summary>Pushes messages until they are acknowledged, at least once and in no order.</summary>
internal sealed class PubSubPush : IAsyncDisposable
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryMax = TimeSpan.FromMinutes(10);

    private readonly GoogleState state;
    private readonly Lock gate;
    private readonly PubSubDesk desk;
    private readonly IdentityTokens tokens;
    private readonly Surroundings around;
    private readonly DueLoop loop;

    public PubSubPush(
        GoogleState state,
        Lock gate,
        PubSubDesk desk,
        IdentityTokens tokens,
        Surroundings around
    )
    {
        this.state = state;
        this.gate = gate;
        this.desk = desk;
        this.tokens = tokens;
        this.around = around;
        loop = new DueLoop("push", around.Clock, around.Log, StepAsync);
    }

    public void Start() => loop.Start();

    public void Poke() => loop.Poke();

    public ValueTask DisposeAsync() => loop.DisposeAsync();

    private async Task<DateTimeOffset?> StepAsync(CancellationToken ct)
    {
        PushMessage[] due;
        lock (gate)
        {
            var now = around.Clock.GetUtcNow();
            due = [.. state.Messages.Where(message => message.DueAt <= now)];
        }

        await Task.WhenAll(due.Select(message => PushAsync(message, ct)));
        lock (gate)
        {
            return state.Messages.Select(message => (DateTimeOffset?)message.DueAt).Min();
        }
    }

    private async Task PushAsync(PushMessage message, CancellationToken ct)
    {
        Subscription subscription;
        lock (gate)
        {
            subscription = state.Subscriptions[message.Subscription];
        }

        var fault = around.Faults.Take(
            "google",
            "push",
            FaultKind.Drop,
            FaultKind.DropAfter,
            FaultKind.Duplicate
        );
        int? status = null;
        if (fault?.Kind != FaultKind.Drop)
        {
            status = await PostAsync(message, subscription, ct);
        }

        if (fault?.Kind == FaultKind.Duplicate)
        {
            status = await PostAsync(message, subscription, ct);
        }

        var lost = fault?.Kind == FaultKind.DropAfter;
        Conclude(
            message,
            subscription,
            acknowledged: !lost && status is 102 or 200 or 201 or 202 or 204
        );
    }

    private async Task<int?> PostAsync(
        PushMessage message,
        Subscription subscription,
        CancellationToken ct
    )
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (subscription.OidcEmail is { } email)
        {
            var token = tokens.Sign(subscription.OidcAudience ?? subscription.PushEndpoint, email);
            headers.Add(new("Authorization", $"Bearer {token}"));
        }

        var body = JsText.Stringify(Wire(message, subscription));
        var target = new Uri(subscription.PushEndpoint);
        var result = await around.Delivery.PostAsync("google", "push", target, body, headers, ct);
        return result.Status;
    }

    private static JsonObject Wire(PushMessage message, Subscription subscription)
    {
        var at = TaskJson.Time(message.PublishedAt);
        var inner = new JsonObject
        {
            ["data"] = message.Data,
            ["attributes"] = new JsonObject(
                message.Attributes.Select(pair =>
                    KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)
                )
            ),
            ["messageId"] = message.Id,
            ["message_id"] = message.Id,
            ["publishTime"] = at,
            ["publish_time"] = at,
        };
        if (message.OrderingKey is { Length: > 0 } key)
        {
            inner["orderingKey"] = key;
        }

        var body = new JsonObject { ["message"] = inner, ["subscription"] = subscription.Name };
        if (subscription.DeadLetterTopic is not null)
        {
            body["deliveryAttempt"] = message.Attempts + 1;
        }

        return body;
    }

    private void Conclude(PushMessage message, Subscription subscription, bool acknowledged)
    {
        lock (gate)
        {
            message.Attempts++;
            var dead =
                subscription.DeadLetterTopic is not null
                && message.Attempts >= subscription.MaxDeliveryAttempts;
            if (acknowledged || dead)
            {
                state.Messages.Remove(message);
            }
            else
            {
                var wait = FirstRetry * (1 << Math.Min(message.Attempts - 1, 10));
                message.DueAt = around.Clock.GetUtcNow() + (wait < RetryMax ? wait : RetryMax);
            }

            if (!acknowledged && dead)
            {
                var copy = new JsonObject { ["data"] = message.Data };
                desk.Spread(subscription.DeadLetterTopic!, message.Id, copy);
            }
        }

        around.File.Changed();
    }
}
