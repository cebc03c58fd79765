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
/// Each open order is looked up with growing pauses until it is paid or its invoice is dead.
/// </summary>
internal sealed class PaymentPollJob(
    Database database,
    NowPaymentsClient provider,
    OrchestratorOptions options,
    ILogger<PaymentPollJob> log
) : RepeatedJob(options.PollEvery, database.Clock, log)
{
    // An invoice lives seven days (spec 70, 1.5); a day more for deposits on the way.
    private static readonly TimeSpan Watched = TimeSpan.FromDays(8);
    private static readonly TimeSpan FirstLookAfter = TimeSpan.FromMinutes(2);

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        var now = database.Clock.GetUtcNow();
        await PollQueries.AdoptAsync(database, now + FirstLookAfter, now - Watched, ct);
        foreach (var poll in await PollQueries.TakeAsync(database, ct))
        {
            if (poll.IsPaid || now - poll.CreatedAt > Watched)
            {
                await PollQueries.CloseAsync(database, poll.OrderId, ct);
            }
            else
            {
                await LookAsync(poll, ct);
            }
        }
    }

    private async Task LookAsync(DuePoll poll, CancellationToken ct)
    {
        var known = await PollQueries.KnownPaymentsAsync(database, poll.OrderId, ct);
        var listed = await provider.ListPaymentsOfInvoiceAsync(poll.InvoiceId, ct);
        var news = listed switch
        {
            PaymentListOutcome.Listed list => list
                .Payments.Where(payment =>
                    !known.Contains((payment.PaymentId, payment.Status.Text))
                )
                .Select(payment => (payment.PaymentId, Sign: payment.Status.Text)),

            // Without the account's login only payments that some message named can be looked up.
            PaymentListOutcome.NotConfigured => known.Select(payment =>
                (payment.Id, Sign: poll.Looks.ToString(CultureInfo.InvariantCulture))
            ),
            PaymentListOutcome.Unavailable => [],
            _ => throw new InvalidOperationException($"unknown outcome: {listed}"),
        };

        await using var unit = await database.BeginAsync(ct);
        foreach (var (payment, sign) in news)
        {
            await unit.EnqueueAsync(
                new PaymentReported(payment, $"poll:{payment}:{sign}"),
                unit.Now,
                new Story(poll.OrderId.ToString(), poll.TraceParent),
                ct
            );
        }

        await unit.CommitAsync(ct);
    }
}
