using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;
using Pgp.Orchestrator.Subscriptions;

namespace Pgp.Orchestrator.Gifts;

/// <summary>
/// Gives the days of a paid gift to whoever opens it first. They hang on the gift's payment: its
/// refund takes them from whoever has them.
/// </summary>
internal sealed class GiftRedeemedHandler(Database database, ILogger<GiftRedeemedHandler> log)
    : ITaskHandler<GiftRedeemed>
{
    public async Task<TaskOutcome> HandleAsync(
        GiftRedeemed task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        var gift = await GiftQueries.LockAsync(unit, task.Code, ct);
        if (gift is null or { IsPaid: false })
        {
            return new TaskOutcome.Reject(
                gift is null ? "no such gift" : "the gift's payment was sent back"
            );
        }

        if (
            gift.RedeemedBy is null
            && await OrderQueries.FindAsync(unit, gift.Order, ct) is { } terms
        )
        {
            await GiftQueries.RedeemAsync(unit, task.Code, task.UserId, ct);
            await SubscriptionChanges.RedeemAsync(unit, gift.Payment, terms, task.UserId, ct);
            await unit.EnqueueAsync(new InviteRequested(gift.Payment), ct);
            log.GiftOpened(gift.Payment);
        }

        // Somebody else was quicker: the claim alone is kept.
        await unit.CommitAsync(ct);
        return TaskOutcome.Completed;
    }
}
