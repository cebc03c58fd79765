using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Orchestrator.Subscriptions;

/// <summary>What became of the wish for a trial.</summary>
internal abstract record TrialOutcome
{
    private TrialOutcome() { }

    public sealed record Started(DateTimeOffset Until) : TrialOutcome;

    /// <summary>This person had access before; a trial comes once and first.</summary>
    public sealed record HadAccess : TrialOutcome;
}

/// <summary>
/// Lets things happen to subscriptions: locks them, asks the machine, and writes state and log, all
/// in the caller's unit.
/// </summary>
internal static class SubscriptionChanges
{
    /// <summary>A payment settled: its days are given.</summary>
    public static Task BuyAsync(
        Unit unit,
        PaymentId payment,
        OrderTerms terms,
        CancellationToken ct
    ) =>
        ApplyAsync(
            unit,
            new Holder(terms.UserId, terms.ChannelId),
            new SubscriptionEvent.Purchased(payment, terms.Days, terms.TierNo),
            ct
        );

    /// <summary>Somebody opened a gift: the days that it was paid for are given.</summary>
    public static Task RedeemAsync(
        Unit unit,
        PaymentId payment,
        OrderTerms terms,
        long receiver,
        CancellationToken ct
    ) =>
        ApplyAsync(
            unit,
            new Holder(receiver, terms.ChannelId),
            new SubscriptionEvent.Purchased(payment, terms.Days, terms.TierNo),
            ct
        );

    /// <summary>Gives days without a payment to somebody who never had access.</summary>
    public static async Task<TrialOutcome> StartTrialAsync(
        Unit unit,
        TelegramUserId user,
        ChannelId channel,
        int days,
        CancellationToken ct
    )
    {
        var trial = new SubscriptionEvent.TrialStarted(days);
        var step = await ApplyAsync(unit, new Holder(user.Value, channel), trial, ct);
        return step.Entries is [{ ValidUntil: { } until }]
            ? new TrialOutcome.Started(until)
            : new TrialOutcome.HadAccess();
    }

    /// <summary>A payment was sent back: its days are taken, if it gave any.</summary>
    public static async Task TakeBackAsync(Unit unit, PaymentId payment, CancellationToken ct)
    {
        if (await LogQueries.HolderAsync(unit, payment, ct) is { } holder)
        {
            await ApplyAsync(unit, holder, new SubscriptionEvent.Refunded(payment), ct);
        }
    }

    /// <summary>Moves those whose time has come, up to the limit.</summary>
    /// <returns>One step for each that was due.</returns>
    public static async Task<IReadOnlyList<Step>> PassTimeAsync(
        Unit unit,
        int limit,
        CancellationToken ct
    )
    {
        var due = await SubscriptionQueries.TakeDueAsync(unit, limit, ct);
        var changes = due.Select(one => (one, Next(unit, one, new SubscriptionEvent.TimePassed())))
            .ToList();
        await SaveAsync(unit, changes, ct);
        return [.. changes.Select(change => change.Item2)];
    }

    private static async Task<Step> ApplyAsync(
        Unit unit,
        Holder holder,
        SubscriptionEvent happened,
        CancellationToken ct
    )
    {
        while (true)
        {
            if (await SubscriptionQueries.LockAsync(unit, holder, ct) is { } known)
            {
                var step = Next(unit, known, happened);
                await SaveAsync(unit, [(known, step)], ct);
                return step;
            }

            var first = SubscriptionMachine.Next(
                Subscription.None,
                happened,
                new Moment(unit.Now, TimeSpan.Zero, IsPaymentConfirming: false)
            );
            var id = SubscriptionId.New(unit.Clock);
            if (await SubscriptionQueries.InsertAsync(unit, id, holder, first.Subscription, ct))
            {
                var log = first.Entries.Select(entry => (id, entry)).ToList();
                await LogQueries.AppendAsync(unit, log, ct);
                await Consequences.EnqueueAsync(
                    unit,
                    [.. first.Entries.Select(entry => (id, holder.ChannelId, entry))],
                    ct
                );
                return first;
            }
        }
    }

    private static Step Next(Unit unit, LockedSubscription known, SubscriptionEvent happened) =>
        SubscriptionMachine.Next(
            known.Subscription,
            happened,
            new Moment(unit.Now, known.Grace, known.IsPaymentConfirming)
        );

    private static async Task SaveAsync(
        Unit unit,
        List<(LockedSubscription Old, Step Step)> changes,
        CancellationToken ct
    )
    {
        if (changes.Count == 0)
        {
            return;
        }

        var rows = changes.Select(change => (change.Old, change.Step.Subscription));
        var log = changes
            .SelectMany(change =>
                change.Step.Entries.Select(entry => (change.Old.Id, change.Old.ChannelId, entry))
            )
            .ToList();
        await SubscriptionQueries.SaveAsync(unit, [.. rows], ct);
        await LogQueries.AppendAsync(unit, [.. log.Select(one => (one.Id, one.entry))], ct);
        await Consequences.EnqueueAsync(unit, log, ct);
    }
}
