using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;
using Pgp.Ledger;
using Pgp.Orchestrator.Gifts;
using Pgp.Orchestrator.Subscriptions;

namespace Pgp.Orchestrator;

/// <summary>Everything that follows from a settled payment, in the unit that settles it.</summary>
internal static class Effects
{
    public static async Task ApplyAsync(
        Unit unit,
        PaymentId payment,
        OrderTerms terms,
        Verdict.Settled settled,
        BasisPoints fee,
        CancellationToken ct
    )
    {
        var policy = await FeePolicyQueries.EnsureAsync(unit, fee, ct);
        await PaymentQueries.SettleAsync(unit, payment, terms, settled, policy, ct);
        await BookAsync(unit, payment, terms, settled, policy, ct);
        if (terms.IsSubscription)
        {
            await SubscriptionChanges.BuyAsync(unit, payment, terms, ct);
            await unit.EnqueueAsync(new InviteRequested(payment), ct);
        }
        else if (terms.IsGift)
        {
            await GiftQueries.WrapAsync(unit, payment, terms, ct);
            await unit.EnqueueAsync(
                new BuyerEventPublished(
                    BuyerEvent.GiftReady,
                    terms.OrderId,
                    payment,
                    Reason: null,
                    Missing: null
                ),
                ct
            );
        }

        await TellOwnerAsync(unit, payment, terms, settled, ct);
        await PassOnAsync(unit, payment, terms.PayoutStrategy, ct);
    }

    // A strategy that nobody knows must not fall back to another one: money would take its way.
    private static Task PassOnAsync(
        Unit unit,
        PaymentId payment,
        string strategy,
        CancellationToken ct
    ) =>
        strategy switch
        {
            "instant" => unit.EnqueueAsync(
                new PayoutRequested(PayoutId.Instant(payment), payment),
                ct
            ),
            "threshold" => unit.EnqueueAsync(new PaymentCredited(payment), ct),
            _ => throw new InvalidOperationException($"unknown strategy: {strategy}"),
        };

    private static async Task BookAsync(
        Unit unit,
        PaymentId payment,
        OrderTerms terms,
        Verdict.Settled settled,
        int policy,
        CancellationToken ct
    )
    {
        var entry = new Entry($"paid:{payment}", "payment_settled")
        {
            Order = terms.OrderId,
            Payment = payment,
            FeePolicy = policy,
        };
        entry.Move(settled.Net, Account.OwnerPayable(terms.ChannelId), Account.HostWallet);
        entry.Move(settled.Fee, Account.PlatformFees, Account.HostWallet);
        if (!await Books.BookAsync(unit, entry, ct))
        {
            throw new InvalidOperationException($"{payment} is in the books but was not paid");
        }
    }

    private static Task TellOwnerAsync(
        Unit unit,
        PaymentId payment,
        OrderTerms terms,
        Verdict.Settled settled,
        CancellationToken ct
    ) =>
        unit.EnqueueAsync(
            new OwnerEventPublished(
                terms.Days > 0 ? OwnerEvent.SubscriptionPaid : OwnerEvent.DonationPaid,
                terms.ChannelId,
                payment.ToString(),
                $"{terms.Price} ({settled.Net} after fees)"
            ),
            ct
        );
}
