using System.Globalization;
using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Google;

/// <summary>
/// Pub/Sub's API: topics, push subscriptions, publish (spec 70, 4.5). Called under the lock.
/// </summary>
internal sealed class PubSubDesk(GoogleState state, TimeProvider clock)
{
    private const int MessagesMax = 1000;

    /// <param name="name">Full name, with the verb of a custom method behind a colon.</param>
    public Answer Answer(PartnerCall call, string name)
    {
        var colon = name.LastIndexOf(':');
        var verb = colon < 0 ? "" : name[(colon + 1)..];
        var plain = colon < 0 ? name : name[..colon];
        var isTopic = plain.Contains("/topics/", StringComparison.Ordinal);
        return (call.Method, verb) switch
        {
            ("POST", "publish") when isTopic => Publish(plain, call.Json),
            ("PUT", "") when isTopic => CreateTopic(plain),
            ("PUT", "") => CreateSubscription(plain, call.Json),
            _ => GoogleReplies.NotFound("Method"),
        };
    }

    /// <summary>Hands a message to every subscription of a topic.</summary>
    public void Spread(string topic, string id, JsonObject message)
    {
        var now = clock.GetUtcNow();
        var attributes = (message.Nested("attributes") ?? []).ToDictionary(
            pair => pair.Key,
            pair => JsonRead.Text(pair.Value) ?? "",
            StringComparer.Ordinal
        );
        foreach (var subscription in state.Subscriptions.Values.Where(s => s.Topic == topic))
        {
            state.Messages.Add(
                new PushMessage
                {
                    Id = id,
                    Subscription = subscription.Name,
                    Data = message.Text("data") ?? "",
                    Attributes = attributes,
                    OrderingKey = message.Text("orderingKey"),
                    PublishedAt = now,
                    DueAt = now,
                }
            );
        }
    }

    private Answer Publish(string topic, JsonObject request)
    {
        if (!state.Topics.Contains(topic))
        {
            return GoogleReplies.NotFound($"Resource (resource={topic})");
        }

        var messages = request.List("messages")?.OfType<JsonObject>().ToArray() ?? [];
        var empty = messages.Any(message =>
            string.IsNullOrEmpty(message.Text("data"))
            && message.Nested("attributes") is not { Count: > 0 }
        );
        if (messages.Length is 0 or > MessagesMax || empty)
        {
            return GoogleReplies.Invalid("Some messages are empty, or there are none or too many");
        }

        var ids = new JsonArray();
        foreach (var message in messages)
        {
            var id = (++state.LastId).ToString(CultureInfo.InvariantCulture);
            Spread(topic, id, message);
            ids.Add((JsonNode)id);
        }

        return Serving.Answer.Json(new JsonObject { ["messageIds"] = ids });
    }

    private Answer CreateTopic(string topic) =>
        state.Topics.Add(topic)
            ? Serving.Answer.Json(new JsonObject { ["name"] = topic })
            : GoogleReplies.Exists;

    private Answer CreateSubscription(string name, JsonObject request)
    {
        var topic = request.Text("topic") ?? "";
        if (!state.Topics.Contains(topic))
        {
            return GoogleReplies.NotFound($"Resource (resource={topic})");
        }

        var push = request.Nested("pushConfig") ?? [];
        if (!Uri.TryCreate(push.Text("pushEndpoint"), UriKind.Absolute, out _))
        {
            return GoogleReplies.Invalid("only push subscriptions are simulated");
        }

        var oidc = push.Nested("oidcToken");
        var dead = request.Nested("deadLetterPolicy");
        var subscription = new Subscription(
            name,
            topic,
            push.Text("pushEndpoint")!,
            oidc?.Text("serviceAccountEmail"),
            oidc?.Text("audience"),
            dead?.Text("deadLetterTopic"),
            Math.Clamp(dead?.Count("maxDeliveryAttempts") ?? 5, 5, 100)
        );
        return state.Subscriptions.TryAdd(name, subscription)
            ? Serving.Answer.Json(new JsonObject { ["name"] = name, ["topic"] = topic })
            : GoogleReplies.Exists;
    }
}
