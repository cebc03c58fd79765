using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Policies;
using Pgp.Contracts.Tasks;
using Pgp.Ledger;

namespace Pgp.Split1;

/// <summary>
/// The first step of every payout: the share is set aside and the exchange is asked for a price,
/// or, where the owner wants the coin we hold, the payout is handed over at once. Over a limit,
/// nothing is set aside; the payout waits and is looked at again. A wallet that the rules of today
/// refuse is paid nothing either; that waits for a person.
/// </summary>
internal static class PayoutStart
{
    /// <returns><see langword="null"/> when this payout exists already.</returns>
    public static async Task<Beginning?> BeginAsync(
        Unit unit,
        PayoutId payout,
        PayoutSource source,
        OwnersShare share,
        Split1Options options,
        CancellationToken ct
    )
    {
        var verdict = await PayoutLimits.JudgeAsync(unit, share, ct);
        if (!await PayoutQueries.CreateAsync(unit, payout, source, share, verdict.Blocking, ct))
        {
            return null;
        }

        if (verdict.Blocking is null)
        {
            return new Beginning(verdict, await GoOnAsync(unit, payout, source, share, ct));
        }

        var dueAt = unit.Now + options.LimitRecheckEvery;
        await unit.EnqueueAsync(new LimitRecheck(payout, Look: 0), dueAt, ct);
        return new Beginning(verdict, Refusal: null);
    }

    /// <summary>For a payout that no limit holds back.</summary>
    /// <returns>Why nothing is paid; null when it is under way.</returns>
    public static async Task<string?> GoOnAsync(
        Unit unit,
        PayoutId payout,
        PayoutSource source,
        OwnersShare share,
        CancellationToken ct
    )
    {
        if (share.WalletRefusal() is { } refusal)
        {
            await Failure.BeforeSetAsideAsync(unit, payout, share, refusal, ct);
            return refusal;
        }

        await SetAsideAsync(unit, payout, source, share, ct);
        await NextAsync(unit, payout, share, ct);
        return null;
    }

    private static async Task SetAsideAsync(
        Unit unit,
        PayoutId payout,
        PayoutSource source,
        OwnersShare share,
        CancellationToken ct
    )
    {
        var entry = new Entry($"payout_created:{payout}", "payout_created")
        {
            Payment = source.Payment,
            Payout = payout,
        };
        entry.Move(share.Amount, Account.PayoutsInFlight, Account.OwnerPayable(share.ChannelId));
        if (!await Books.BookAsync(unit, entry, ct))
        {
            throw new InvalidOperationException($"{payout} is in the books but not created");
        }
    }

    private static async Task NextAsync(
        Unit unit,
        PayoutId payout,
        OwnersShare share,
        CancellationToken ct
    )
    {
        if (!share.IsDirect)
        {
            var question = new EstimateRequested(payout, share.Amount, share.TargetCoin);
            await unit.EnqueueAsync(question, ct);
            return;
        }

        await PayoutQueries.HandOverAsync(
            unit,
            payout,
            exchangeId: null,
            share.TargetAddress,
            PayoutStates.Created,
            ct
        );
        await unit.EnqueueAsync(
            new PayoutTriggered(payout, share.Amount, share.TargetAddress, OrderId: null),
            ct
        );
    }
}

/// <summary>How a payout began.</summary>
/// <param name="Refusal">Why nothing is paid; null when it is under way or waits for room.</param>
internal sealed record Beginning(LimitVerdict Limits, string? Refusal);
