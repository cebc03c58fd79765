using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Telegram.Bot.Types;

namespace Pgp.Server;

/// <summary>What a person presses. The sign of waiting ends before anything slow begins.</summary>
internal sealed class ButtonFlow(
    Database database,
    TelegramGateway telegram,
    Storefront storefront,
    Checkout checkout
)
{
    // Prices move; later the buyer accepts a new offer instead.
    private static readonly TimeSpan OrderLife = TimeSpan.FromHours(24);

    public async Task<UpdateAnswer> HandleAsync(
        long updateId,
        CallbackQuery query,
        CancellationToken ct
    )
    {
        await using var spinner = new Spinner(telegram, query.Id);
        var user = new TelegramUserId(query.From.Id);
        // Our buttons stand in private chats, and such a chat has the person's id.
        if (query.Message is { } message && message.Chat.Id != user.Value)
        {
            return await RefuseAsync(spinner, Replies.NoteNotYours, ct);
        }

        switch (ButtonData.Of(query.Data))
        {
            case ButtonData.Tier tier:
                await spinner.StopAsync(null, ct);
                return await storefront.SellTierAsync(
                    updateId,
                    user,
                    tier.LinkCode,
                    tier.TierNo,
                    ct
                );

            case ButtonData.Donation donation:
                await spinner.StopAsync(null, ct);
                return await storefront.TakeDonationAsync(updateId, user, donation, ct);

            case ButtonData.Retry retry:
                return await TryAgainAsync(spinner, user, retry.Order, ct);

            default:
                return await RefuseAsync(spinner, Replies.NoteOutdated, ct);
        }
    }

    private async Task<UpdateAnswer> TryAgainAsync(
        Spinner spinner,
        TelegramUserId user,
        OrderId id,
        CancellationToken ct
    )
    {
        if (await OrderQueries.ByIdAsync(database, id, ct) is not { } order)
        {
            return await RefuseAsync(spinner, Replies.NoteOutdated, ct);
        }

        if (order.User != user)
        {
            return await RefuseAsync(spinner, Replies.NoteNotYours, ct);
        }

        await spinner.StopAsync(null, ct);
        if (database.Clock.GetUtcNow() - order.CreatedAt > OrderLife)
        {
            return await storefront.AnswerAsync(user, Replies.OrderTooOld, ct);
        }

        // A repeated press finds the same order, so nothing of this update needs to be kept.
        await checkout.LeadToPaymentAsync(order, ct);
        return UpdateAnswer.Taken;
    }

    private static async Task<UpdateAnswer> RefuseAsync(
        Spinner spinner,
        string note,
        CancellationToken ct
    )
    {
        await spinner.StopAsync(note, ct);
        return UpdateAnswer.Taken;
    }
}
