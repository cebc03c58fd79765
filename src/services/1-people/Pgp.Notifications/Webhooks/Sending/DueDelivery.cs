namespace Pgp.Notifications.Webhooks.Sending;

/// <summary>One delivery in the hands of a sender.</summary>
/// <param name="Attempt">All there ever were, this one included; whoever has it holds it.</param>
/// <param name="InRound">Attempts of this round; 1 for its first.</param>
/// <param name="RoundBegan">When the first attempt of this round began.</param>
/// <param name="IsOn">False when the endpoint is to get nothing.</param>
internal sealed record DueDelivery(
    WebhookDeliveryId Id,
    WebhookEndpointId EndpointId,
    int Attempt,
    int InRound,
    DateTimeOffset RoundBegan,
    string Url,
    bool IsOn,
    WebhookEventId EventId,
    string Payload
);
