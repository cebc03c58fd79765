using Pgp.Channels;

namespace Pgp.WebApi.Channels;

/// <param name="PriceUsd">Decimal text.</param>
/// <param name="Link">Opens the bot with this tier.</param>
internal sealed record TierView(int TierNo, string PriceUsd, int Days, Uri Link);

/// <param name="PayoutCoin"><c>ticker@network</c></param>
/// <param name="PayoutExtraId">Memo or tag.</param>
internal sealed record WalletFields(string PayoutCoin, string PayoutAddress, string? PayoutExtraId)
{
    public static WalletFields Of(Wallet wallet) =>
        new(wallet.Coin.ToString(), wallet.Address, wallet.ExtraId);
}

/// <summary>A change of where an owner is paid.</summary>
/// <param name="State"><c>held</c>, <c>applied</c>, <c>cancelled</c>, <c>overtaken</c>.</param>
internal sealed record WalletChangeView(
    string ChangeId,
    string State,
    WalletFields Before,
    WalletFields After,
    DateTimeOffset RequestedAt,
    DateTimeOffset HoldUntil,
    DateTimeOffset? EndedAt
)
{
    public static WalletChangeView Of(WalletChange change) =>
        new(
            change.Id.ToString(),
            change.State,
            WalletFields.Of(change.Before),
            WalletFields.Of(change.After),
            change.RequestedAt,
            change.HoldUntil,
            change.EndedAt
        );
}

/// <summary>A channel pair as its owner sees it.</summary>
/// <param name="OpenChannelId">Telegram's id; text, as not every reader holds 52 bits.</param>
/// <param name="PublicUrl">The page that can be shared.</param>
/// <param name="IsSelling">Whether new payments are taken.</param>
/// <param name="MutedEvents">What the owner does not want to hear of.</param>
/// <param name="Version">Goes up with each change; the ETag.</param>
internal sealed record ChannelView(
    string ChannelId,
    string LinkCode,
    string OpenChannelId,
    string ClosedChannelId,
    string OpenTitle,
    string ClosedTitle,
    string? OpenDescription,
    string? ClosedDescription,
    string? DonationText,
    IReadOnlyList<TierView> Tiers,
    Uri DonationLink,
    Uri PublicUrl,
    string PayoutStrategy,
    string? PayoutThresholdUsd,
    string PayoutCoin,
    string PayoutAddress,
    string? PayoutExtraId,
    int TrialDays,
    int GraceDays,
    int ToleranceBps,
    IReadOnlyList<string> MutedEvents,
    int Version,
    DateTimeOffset CreatedAt,
    bool IsSelling,
    WalletChangeView? HeldWallet
);

internal sealed record ChannelsView(IReadOnlyList<ChannelView> Items, int Count, int MaxChannels);

/// <summary>A chat that the owner let the bot into.</summary>
/// <param name="Kind"><c>channel</c> or <c>supergroup</c>.</param>
/// <param name="IsUsed">Whether it is sold already.</param>
internal sealed record ChatView(
    string ChatId,
    string Title,
    string Kind,
    bool CanPost,
    bool CanInvite,
    bool CanBan,
    bool IsUsed
);

/// <param name="BotUsername">Whom to make an administrator.</param>
internal sealed record ChatsView(IReadOnlyList<ChatView> Items, string BotUsername);
