namespace Pgp.Orchestrator.Subscriptions;

/// <summary>What can happen to a subscription.</summary>
internal abstract record SubscriptionEvent
{
    private SubscriptionEvent() { }

    /// <summary>A payment settled. Another tier than before is an upgrade or a downgrade.</summary>
    public sealed record Purchased(PaymentId Payment, int Days, int? Tier) : SubscriptionEvent;

    public sealed record TrialStarted(int Days) : SubscriptionEvent;

    /// <summary>A payment that once gave days was sent back; it comes once per payment.</summary>
    public sealed record Refunded(PaymentId Payment) : SubscriptionEvent;

    /// <summary>Nothing but the clock moved.</summary>
    public sealed record TimePassed : SubscriptionEvent;
}

/// <summary>What the machine has to know of the world around a subscription.</summary>
/// <param name="Grace">
/// The channel's <c>grace_days</c>: how long a paying member stays in after the end.
/// </param>
/// <param name="IsPaymentConfirming">
/// A payment of the same person for the same channel has been sent and is not final yet.
/// </param>
internal sealed record Moment(DateTimeOffset Now, TimeSpan Grace, bool IsPaymentConfirming);
