using System.Globalization;
using Microsoft.Extensions.Logging;
using Pgp.Adapters.NowPayments;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Orchestrator;

/// <summary>
/// Finds what the provider's messages did not tell: it gives up repeating them after a few tries.
/// Each order is looked up with growing pauses until it is paid and nothing of it is under way, or
/// its invoice is dead.
/// </summary>
internal sealed class PaymentPollJob(
    Database database,
    NowPaymentsClient provider,
    OrchestratorOptions options,
    ILogger<PaymentPollJob> log
) : RepeatedJob(options.PollEvery, database.Clock, log)
{
    // How much longer than the first pause a paid order is looked at: an hour of two minutes.
    private const int LooksAfterPaid = 30;

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        var now = database.Clock.GetUtcNow();
        var first = options.FirstLookAfter;
        await PollQueries.AdoptAsync(database, now + first, now - OrderTerms.Watched, ct);
        foreach (var poll in await PollQueries.TakeAsync(database, first / 2, ct))
        {
            var age = now - poll.CreatedAt;
            if (age > OrderTerms.Watched || (await LookAsync(poll, ct) && IsThrough(poll, age)))
            {
                await EndAsync(poll, ct);
            }
        }
    }

    // A buyer may pay twice, and of the second payment, too, every message may get lost.
    private bool IsThrough(DuePoll poll, TimeSpan age) =>
        poll.IsPaid && age > LooksAfterPaid * options.FirstLookAfter;

    /// <returns>Whether every payment of the order has come to an end at the provider.</returns>
    private async Task<bool> LookAsync(DuePoll poll, CancellationToken ct)
    {
        var known = await PollQueries.KnownPaymentsAsync(database, poll.OrderId, ct);
        switch (await provider.ListPaymentsOfInvoiceAsync(poll.InvoiceId, ct))
        {
            case PaymentListOutcome.Listed list:
                var unknown = list.Payments.Where(payment =>
                    !known.Contains((payment.PaymentId, payment.Status.Text))
                );
                var news = unknown.Select(payment => (payment.PaymentId, payment.Status.Text));
                await ReportAsync(poll, news, ct);
                return list.Payments.All(payment => IsAtEnd(payment.Status));

            // Without the account's login only payments that some message named can be looked up.
            case PaymentListOutcome.NotConfigured:
                var look = poll.Looks.ToString(CultureInfo.InvariantCulture);
                await ReportAsync(poll, known.Select(payment => (payment.Id, look)), ct);
                return known.All(payment => IsAtEnd(ProviderStatus.Of(payment.Status)));

            case PaymentListOutcome.Unavailable:
                // Nobody looked: the next look must not be as far away as if somebody had.
                await PollQueries.PutBackAsync(database, poll.OrderId, options.PollEvery, ct);
                return false;

            case var other:
                throw new InvalidOperationException($"unknown outcome: {other}");
        }
    }

    // A part of the price is an end until more comes, and then it is another state.
    private static bool IsAtEnd(ProviderStatus status) =>
        status.Kind
            is ProviderStatusKind.Finished
                or ProviderStatusKind.PartiallyPaid
                or ProviderStatusKind.Failed
                or ProviderStatusKind.Cancelled
                or ProviderStatusKind.Refunded
                or ProviderStatusKind.Expired;

    private async Task ReportAsync(
        DuePoll poll,
        IEnumerable<(string Payment, string Sign)> news,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        foreach (var (payment, sign) in news)
        {
            await ReportAsync(unit, poll, payment, sign, ct);
        }

        await unit.CommitAsync(ct);
    }

    // Parts whose rest never came get a last look, at which it is decided what becomes of them.
    private async Task EndAsync(DuePoll poll, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        foreach (var payment in await PollQueries.PartsAsync(unit, poll.OrderId, ct))
        {
            await ReportAsync(unit, poll, payment, "end", ct);
        }

        await PollQueries.CloseAsync(unit, poll.OrderId, ct);
        await unit.CommitAsync(ct);
    }

    private static Task ReportAsync(
        Unit unit,
        DuePoll poll,
        string payment,
        string sign,
        CancellationToken ct
    ) =>
        unit.EnqueueAsync(
            new PaymentReported(payment, $"poll:{payment}:{sign}"),
            unit.Now,
            new Story(poll.OrderId.ToString(), poll.TraceParent),
            ct
        );
}
