using Pgp.Channels;

namespace Pgp.WebApi.Channels;

/// <summary>
/// A change of a channel. What is absent stays as it is, null empties it: two things that a plain
/// object cannot tell apart, so each member notes that it was there.
/// </summary>
internal sealed class ChannelPatch
{
    private readonly HashSet<string> given = new(StringComparer.Ordinal);

    public string? OpenDescription
    {
        get;
        set => field = Given(value, ChannelField.OpenDescription.Name);
    }

    public string? ClosedDescription
    {
        get;
        set => field = Given(value, ChannelField.ClosedDescription.Name);
    }

    public string? DonationText
    {
        get;
        set => field = Given(value, ChannelField.DonationText.Name);
    }

    public int? TrialDays
    {
        get;
        set => field = Given(value, ChannelField.TrialDays.Name);
    }

    public int? GraceDays
    {
        get;
        set => field = Given(value, ChannelField.GraceDays.Name);
    }

    public int? ToleranceBps
    {
        get;
        set => field = Given(value, ChannelField.Tolerance.Name);
    }

    /// <summary>
    /// Whether new payments are taken; who is inside stays to the end of what he paid for.
    /// </summary>
    public bool? IsSelling
    {
        get;
        set => field = Given(value, "is_selling");
    }

    /// <summary>All of them; see the channel.</summary>
    public IReadOnlyList<string?>? MutedEvents
    {
        get;
        set => field = Given(value, "muted_events");
    }

    /// <summary><c>instant</c> or <c>threshold</c>.</summary>
    public string? PayoutStrategy
    {
        get;
        set => field = Given(value, "payout_strategy");
    }

    /// <summary>Decimal text.</summary>
    public string? PayoutThresholdUsd
    {
        get;
        set => field = Given(value, "payout_threshold_usd");
    }

    /// <summary>By number, <c>1</c> to <c>3</c>; null removes a tier.</summary>
    public IReadOnlyDictionary<string, TierRequest?>? Tiers
    {
        get;
        set => field = Given(value, "tiers");
    }

    public bool Has(string name) => given.Contains(name);

    private T Given<T>(T value, string name)
    {
        given.Add(name);
        return value;
    }
}
