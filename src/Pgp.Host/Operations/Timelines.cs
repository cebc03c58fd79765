using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Host.Operations;

/// <summary>Puts the story of one matter together.</summary>
internal sealed class Timelines(Database database)
{
    /// <param name="id">The payment's id, its order's, or the provider's.</param>
    /// <returns>One story per payment; empty when there is none.</returns>
    public async Task<IReadOnlyList<Timeline>> OfPaymentAsync(string id, CancellationToken ct)
    {
        var stories = new List<Timeline>();
        foreach (var payment in await SubjectQueries.PaymentsAsync(database, id, ct))
        {
            stories.Add(await OfPaymentAsync(payment, ct));
        }

        return stories;
    }

    /// <returns>Null when there is no such payout.</returns>
    public async Task<Timeline?> OfPayoutAsync(PayoutId id, CancellationToken ct)
    {
        var events = (await TimelineQueries.OfPayoutAsync(database, id, ct)).ToList();
        if (events.Count == 0)
        {
            return null;
        }

        events.AddRange(await TimelineQueries.OfLedgerAsync(database, payment: null, id, ct));
        var stories = await StoriesAsync(id, ct);
        var subject = id.Cause == PayoutCause.Instant ? null : SubjectOf(id);
        events.AddRange(await TimelineQueries.OfTasksAsync(database, stories, subject, ct));
        events.AddRange(await TimelineQueries.OfOverdueAsync(database, id.Value, ct));
        var known = await SubjectQueries.PayoutAsync(database, id, ct);
        return Of(id.Value, known?.State ?? "not handed over", known?.Reason, events);
    }

    private async Task<Timeline> OfPaymentAsync(KnownPayment payment, CancellationToken ct)
    {
        var name = payment.Id.ToString();
        var payout = PayoutId.Instant(payment.Id);
        List<TimelineEvent> events =
        [
            .. await TimelineQueries.OfPaymentAsync(database, payment.Id, ct),
            .. await TimelineQueries.OfPayoutAsync(database, payout, ct),
            .. await TimelineQueries.OfLedgerAsync(database, payment.Id, payout, ct),
            .. await TimelineQueries.OfOverdueAsync(database, name, ct),
            .. await TimelineQueries.OfOverdueAsync(database, payout.Value, ct),
        ];
        string[] stories = [name];
        if (payment.Order is { } order)
        {
            events.AddRange(await TimelineQueries.OfOrderAsync(database, order, ct));
            stories = [name, order.ToString()];
        }

        events.AddRange(await TimelineQueries.OfTasksAsync(database, stories, null, ct));
        return Of(name, payment.State, payment.Reason, events);
    }

    // Tasks carry the order that they serve, or the matter itself where no order caused it.
    private async Task<string[]> StoriesAsync(PayoutId id, CancellationToken ct)
    {
        var subject = SubjectOf(id);
        if (id.Cause != PayoutCause.Instant)
        {
            return [id.Value, subject];
        }

        var payments = await SubjectQueries.PaymentsAsync(database, subject, ct);
        return
        [
            id.Value,
            subject,
            .. payments.Select(payment => payment.Order?.ToString()).OfType<string>(),
        ];
    }

    private static string SubjectOf(PayoutId id) => id.Value.Split(':')[1];

    // What happened at one moment keeps the order in which it was read.
    private static Timeline Of(
        string subject,
        string state,
        string? reason,
        IEnumerable<TimelineEvent> events
    ) =>
        new(
            subject,
            reason is null ? state : $"{state}, {reason}",
            [.. events.OrderBy(one => one.At)]
        );
}
