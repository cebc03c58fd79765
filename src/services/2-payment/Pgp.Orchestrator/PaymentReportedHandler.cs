using Microsoft.Extensions.Logging;
using Pgp.Adapters.NowPayments;
using Pgp.Adapters.Prices;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

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
        var verdict = Settlement.Judge(payment, terms, valuation, options);
        return await RecordAsync(payment, terms, verdict, delivery, ct);
    }

    private async Task<TaskOutcome> RecordAsync(
        ProviderPayment payment,
        OrderTerms? terms,
        Verdict verdict,
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
        var known = await PaymentQueries.FindAsync(unit, payment.PaymentId, ct);
        verdict = await HoldSecondPaymentAsync(unit, terms, known, verdict, ct);
        var next = StateOf(verdict);
        if (!PaymentStates.MayMove(known?.State ?? "", next))
        {
            // An old report, or news that change nothing.
            await unit.CommitAsync(ct);
            return TaskOutcome.Completed;
        }

        var id = known?.PaymentId ?? PaymentId.New(unit.Clock);
        var reason = ReasonOf(verdict);
        await PaymentQueries.UpsertAsync(unit, id, payment, terms?.OrderId, next, reason, ct);
        if (verdict is Verdict.Settled settled)
        {
            await Effects.ApplyAsync(unit, id, terms!, settled, options.Fee, ct);
        }

        await unit.CommitAsync(ct);
        Report(id, next, reason);
        return TaskOutcome.Completed;
    }

    // The buyer paid the same invoice twice: both payments are kept, the second waits for a person.
    private static async Task<Verdict> HoldSecondPaymentAsync(
        Unit unit,
        OrderTerms? terms,
        KnownPayment? known,
        Verdict verdict,
        CancellationToken ct
    ) =>
        verdict is Verdict.Settled
        && known?.State != PaymentStates.Paid
        && await PaymentQueries.IsOrderPaidAsync(unit, terms!.OrderId, ct)
            ? new Verdict.Held("order_already_paid")
            : verdict;

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
            Verdict.Held held => held.Reason,
            Verdict.Open open => open.Reason,
            _ => null,
        };

    private void Report(PaymentId id, string state, string? reason)
    {
        if (state == PaymentStates.Quarantined)
        {
            log.PaymentHeld(id, reason!);
        }
        else
        {
            log.PaymentMoved(id, state);
        }
    }
}
