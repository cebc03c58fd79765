using System.Text.Json;

namespace Pgp.WebApi.Webhooks;

/// <param name="Url">https, at most 500 characters, on the internet.</param>
/// <param name="EventTypes">At least one; see <c>GET /webhooks/event-types</c>.</param>
/// <param name="Description">At most 200 characters, for oneself.</param>
internal sealed record WebhookRequest(
    string? Url,
    IReadOnlyList<string?>? EventTypes,
    string? Description
);

/// <summary>
/// A change of an endpoint. What is absent stays as it is; null empties the description.
/// </summary>
internal sealed class WebhookPatch
{
    public string? Url { get; set; }

    public IReadOnlyList<string?>? EventTypes { get; set; }

    /// <summary>True also ends a stop, after 410 or five days of failures.</summary>
    public bool? IsEnabled { get; set; }

    public string? Description
    {
        get;
        set
        {
            field = value;
            HasDescription = true;
        }
    }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool HasDescription { get; private set; }
}

/// <param name="IsEnabled">False: nothing is sent there.</param>
/// <param name="DisabledReason">
/// <c>owner</c>, <c>gone</c> (it answered 410) or <c>failing</c> (for five days); null while it is
/// on.
/// </param>
/// <param name="FailingSince">
/// The first failure since the last success; null when it is well.
/// </param>
/// <param name="PreviousSecretValidUntil">While a secret is being replaced.</param>
internal sealed record WebhookView(
    string EndpointId,
    string Url,
    IReadOnlyList<string> EventTypes,
    string? Description,
    bool IsEnabled,
    string? DisabledReason,
    DateTimeOffset? FailingSince,
    DateTimeOffset? PreviousSecretValidUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
);

/// <param name="Max">How many an account may have.</param>
internal sealed record WebhooksView(IReadOnlyList<WebhookView> Items, int Count, int Max);

/// <param name="Secret">Signs what is sent there. Shown once.</param>
internal sealed record NewWebhookView(WebhookView Endpoint, string Secret);

/// <param name="Secret">Shown once; it signs from now on.</param>
/// <param name="PreviousValidUntil">Until then the one before signs, too.</param>
internal sealed record NewSecretView(string Secret, DateTimeOffset PreviousValidUntil);

internal sealed record EventTypeView(string Name, string Description);

/// <param name="ApiVersion">The form that payloads have.</param>
internal sealed record EventTypesView(string ApiVersion, IReadOnlyList<EventTypeView> Items);

/// <param name="DeliveryId">Shows how the test went.</param>
internal sealed record WebhookTestView(string DeliveryId);

/// <param name="From">The first moment.</param>
/// <param name="To">The first moment after it; later than now is now.</param>
/// <param name="EventTypes">Null: what the endpoint wants.</param>
internal sealed record ReplayRequest(
    DateTimeOffset? From,
    DateTimeOffset? To,
    IReadOnlyList<string?>? EventTypes
);

/// <param name="Count">How many events of the account are in it.</param>
internal sealed record ReplayView(long Count);

/// <param name="Object">What it is about; what concerns one object is sent in order.</param>
/// <param name="State">
/// <c>pending</c>, <c>delivered</c>, <c>failed</c>, or <c>discarded</c>: the endpoint was off.
/// </param>
/// <param name="NextAttemptAt">Null when there is none.</param>
internal sealed record DeliveryView(
    string DeliveryId,
    string EventId,
    string EventType,
    string? ChannelId,
    string Object,
    DateTimeOffset HappenedAt,
    string State,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    int? LastStatus,
    string? LastError,
    int? LastDurationMs,
    DateTimeOffset? EndedAt
);

internal sealed record DeliveriesView(IReadOnlyList<DeliveryView> Items, string? NextCursor);

/// <param name="Status">Null where nothing was answered.</param>
/// <param name="Error">Null where it was delivered.</param>
internal sealed record AttemptView(
    int Attempt,
    DateTimeOffset At,
    int? Status,
    string? Error,
    int DurationMs
);

/// <param name="Payload">What is sent; the signature is over its bytes.</param>
/// <param name="AttemptLog">The newest first, at most 100.</param>
internal sealed record DeliveryDetailView(
    DeliveryView Delivery,
    JsonElement Payload,
    IReadOnlyList<AttemptView> AttemptLog
);
