namespace Pgp.Channels;

/// <summary>
/// A channel pair to be registered, as sent. Everything may be missing here, so that one answer can
/// name all that is wrong.
/// </summary>
/// <param name="Tiers">One to three; their order gives their numbers.</param>
/// <param name="PayoutThresholdUsd">Dollars as text; only with the strategy 'threshold'.</param>
/// <param name="PayoutCoin"><c>ticker@network</c></param>
/// <param name="ToleranceBps">How much less than the price counts as paid; 200 by default.</param>
public sealed record ChannelRequest(
    long? OpenChannelId = null,
    long? ClosedChannelId = null,
    string? OpenTitle = null,
    string? ClosedTitle = null,
    IReadOnlyList<TierRequest?>? Tiers = null,
    string? PayoutStrategy = null,
    string? PayoutThresholdUsd = null,
    string? PayoutCoin = null,
    string? PayoutAddress = null,
    string? PayoutExtraId = null,
    int? ToleranceBps = null,
    long? NotifyChatId = null
);

/// <param name="PriceUsd">Dollars as text, two decimals at most.</param>
public sealed record TierRequest(string? PriceUsd = null, int? Days = null);
