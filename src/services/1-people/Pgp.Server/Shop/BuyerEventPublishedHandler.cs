using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;
using Pgp.Server.Speaking;

namespace Pgp.Server.Shop;

/// <summary>
/// Tells the buyer once what became of a payment. A repetition after a lost answer may show the
/// message twice; a buyer who hears nothing would be worse.
/// </summary>
internal sealed class BuyerEventPublishedHandler(
    Database database,
    Speaker speaker,
    People people,
    ServerOptions options,
    ILogger<BuyerEventPublishedHandler> log
) : ITaskHandler<BuyerEventPublished>
{
    private static readonly TimeSpan PauseAfterSilence = TimeSpan.FromSeconds(1);

    public async Task<TaskOutcome> HandleAsync(
        BuyerEventPublished task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        if (await BuyerNoticeQueries.OrderAsync(database, task.OrderId, ct) is not { } placed)
        {
            return new TaskOutcome.Reject("no such order");
        }

        if (
            placed.Order.Kind == OrderKinds.Gift
            && await GiftQueries.OfOrderAsync(database, task.OrderId, ct) is { } gift
        )
        {
            placed = placed with { GiftLink = options.StartLink($"g_{gift.Code}") };
        }

        var key = task.NoticeKey();
        if (await BuyerNoticeQueries.IsKnownAsync(database, key, ct))
        {
            return TaskOutcome.Completed;
        }

        var (user, page) = (placed.Order.User, options.PaymentPageOf(placed.Order));
        var say = (await people.FindAsync(user, ct)).Say;
        switch (await speaker.SendAsync(user, PaymentNews.Of(say, task, placed, page), ct))
        {
            case TelegramOutcome.Sent:
                return await KeepAsync(delivery, task, user, BuyerNotice.Sent, ct);

            case TelegramOutcome.TooFast(var pause):
                return new TaskOutcome.Retry(pause, "telegram wants a pause");

            case TelegramOutcome.Unknown(var reason):
                return new TaskOutcome.Retry(PauseAfterSilence, $"not confirmed: {reason}");

            case TelegramOutcome.Refused(var description):
                // The text itself is at fault, not the buyer: a person has to look.
                return new TaskOutcome.Reject($"message refused: {description}");

            case var refusal:
                log.BuyerUnreachable(key, task.OrderId, refusal);
                return await KeepAsync(delivery, task, user, BuyerNotice.Unreachable, ct);
        }
    }

    private async Task<TaskOutcome> KeepAsync(
        Delivery delivery,
        BuyerEventPublished task,
        TelegramUserId user,
        string state,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        var notice = new BuyerNotice(task.NoticeKey(), task.OrderId, user, state);
        await BuyerNoticeQueries.InsertAsync(unit, notice, ct);
        await unit.CommitAsync(ct);
        log.BuyerTold(notice.Key, state);
        return TaskOutcome.Completed;
    }
}
