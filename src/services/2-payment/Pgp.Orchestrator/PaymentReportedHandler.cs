using Microsoft.Extensions.Logging;
using Pgp.Adapters.NowPayments;
using Pgp.Adapters.Prices;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;
using Pgp.Orchestrator.Subscriptions;

namespace Pgp.Orchestrator;

/// <summary>Looks a reported payment up in the provider's books and records what is true.</summary>
internal sealed class PaymentReportedHandler(
    Database database,
    NowPaymentsClient provider,
    PriceBook prices,
    OrchestratorOptions options,
    ILogger<PaymentReportedHandler> log
) : ITaskHandler<PaymentReported>
{
    private const string FirstPriceSource = "coingecko";

    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    public async Task<TaskOutcome> HandleAsync(
        PaymentReported task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        switch (await provider.GetPaymentAsync(task.ProviderPaymentId, ct))
        {
            case PaymentOutcome.Found found:
                return await ConsiderAsync(found.Payment, delivery, ct);
            case PaymentOutcome.NotFound:
                return new TaskOutcome.Reject("the provider knows no such payment of ours");
            case PaymentOutcome.Unavailable down:
                return new TaskOutcome.Retry(down.RetryAfter ?? AskAgain, down.Reason);
            case var other:
                throw new InvalidOperationException($"unknown outcome: {other}");
        }
    }

    private async Task<TaskOutcome> ConsiderAsync(
        ProviderPayment payment,
        Delivery delivery,
        CancellationToken ct
    )
    {
        if (payment.Status.Kind == ProviderStatusKind.Unknown)
        {
            log.StatusUnknown(payment.PaymentId, payment.Status.Text);
        }

        Valuation? valuation = null;
        var isFinished = payment.Status.Kind == ProviderStatusKind.Finished;
        if (isFinished && payment.Outcome?.Coin is { } coin && Coin.OfHostWallet.Contains(coin))
        {
            // No price delays the decision; it never makes a payment pass.
            if (await prices.UsdPerCoinAsync(coin, ct) is not KnownPrice.Known known)
            {
                return new TaskOutcome.Retry(AskAgain, $"no price for {coin}");
            }

            var isFallback = known.Source != FirstPriceSource;
            valuation = new Valuation(known.Price, known.Source, isFallback);
        }

        var terms = OrderId.TryParse(payment.OrderId, out var order)
            ? await OrderQueries.FindAsync(database, order, ct)
            : null;
        return await RecordAsync(payment, terms, valuation, delivery, ct);
    }

    private async Task<TaskOutcome> RecordAsync(
        ProviderPayment payment,
        OrderTerms? terms,
        Valuation? valuation,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        // Reports of one payment, and payments of one order, take turns from here on.
        await PaymentQueries.LockAsync(unit, terms?.OrderId.ToString() ?? payment.PaymentId, ct);
        var standing = await StandAsync(unit, payment, terms, ct);
        var verdict = Settlement.Judge(payment, terms, standing, valuation, options);
        var (next, reason) = (StateOf(verdict), ReasonOf(verdict));
        var paid = payment.ActuallyPaid?.ToCoinAmount()?.Atomic;
        if (!standing.IsChangedBy(next, reason, paid))
        {
            // An old report, or news that change nothing.
            await unit.CommitAsync(ct);
            return TaskOutcome.Completed;
        }

        var id = standing.Known?.PaymentId ?? PaymentId.New(unit.Clock);
        var came = standing.OtherCoinOf(payment);
        await PaymentQueries.UpsertAsync(unit, id, payment, terms, next, reason, came, ct);
        if (verdict is Verdict.Settled settled)
        {
            await Effects.ApplyAsync(unit, id, terms!, settled, options.Fee, ct);
        }
        else if (next == PaymentStates.Refunded)
        {
            await SubscriptionChanges.TakeBackAsync(unit, id, ct);
        }

        if (terms is not null && BuyerNews.StageOf(next) is { } stage)
        {
            await unit.EnqueueAsync(new OrderProgressed(stage, terms.OrderId, id), ct);
        }

        if (BuyerNews.Of(payment, terms, standing, id, next, reason) is { } news)
        {
            await unit.EnqueueAsync(news, ct);
        }

        await unit.CommitAsync(ct);
        log.Report(id, next, reason);
        return TaskOutcome.Completed;
    }

    private static async Task<Standing> StandAsync(
        Unit unit,
        ProviderPayment payment,
        OrderTerms? terms,
        CancellationToken ct
    )
    {
        var known = await PaymentQueries.FindAsync(unit, payment.PaymentId, ct);
        var others = terms is null
            ? OtherPayments.None
            : await PaymentQueries.OthersAsync(unit, terms.OrderId, payment.PaymentId, ct);
        return Standing.Of(known, others, terms, unit.Now);
    }

    private static string StateOf(Verdict verdict) =>
        verdict switch
        {
            Verdict.Settled => PaymentStates.Paid,
            Verdict.Held => PaymentStates.Quarantined,
            Verdict.Open open => open.State,
            _ => throw new InvalidOperationException($"unknown verdict: {verdict}"),
        };

    private static string? ReasonOf(Verdict verdict) =>
        verdict switch
        {
            Verdict.Settled settled => settled.Note,
            Verdict.Held held => held.Reason,
            Verdict.Open open => open.Reason,
            _ => throw new InvalidOperationException($"unknown verdict: {verdict}"),
        };
}
