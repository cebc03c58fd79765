using Pgp.Contracts.Ids;

namespace Pgp.Server;

/// <summary>What a person writes to the bot: almost always a deep link's start command.</summary>
internal sealed class MessageFlow(Storefront storefront)
{
    public Task<UpdateAnswer> HandleAsync(
        long updateId,
        TelegramUserId user,
        string text,
        CancellationToken ct
    ) =>
        StartPayload.OfMessage(text) switch
        {
            StartPayload.None => storefront.AnswerAsync(user, Replies.Welcome, ct),
            StartPayload.Tier(var code, var no) => storefront.SellTierAsync(
                updateId,
                user,
                code,
                no,
                ct
            ),
            StartPayload.OldTier old => storefront.SellOldTierAsync(updateId, user, old, ct),
            StartPayload.Donation(var code) => storefront.AskDonationAsync(user, code, ct),
            StartPayload.OldDonation(var channel) => storefront.AskDonationAsync(user, channel, ct),
            _ => storefront.AnswerAsync(user, Replies.LinkUnknown, ct),
        };
}
