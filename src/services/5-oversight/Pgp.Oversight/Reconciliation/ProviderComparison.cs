using Pgp.Adapters.NowPayments;
using Pgp.Common.Database;

namespace Pgp.Oversight.Reconciliation;

/// <summary>What the look at the provider found.</summary>
/// <param name="Findings">What does not agree.</param>
/// <param name="Unbooked">
/// Payments whose coins may be in the wallet and are not in the books.
/// </param>
internal sealed record ProviderLook(
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<ProviderPayment> Unbooked
);

/// <summary>The books against the payment provider's own list.</summary>
internal sealed class ProviderComparison(
    Database database,
    NowPaymentsClient provider,
    ReconcileOptions options
)
{
    private const int PagesMax = 200;
    private const string Paid = "paid";
    private const string Refunded = "refunded";

    public async Task<ProviderLook> LookAsync(CancellationToken ct)
    {
        var since = database.Clock.GetUtcNow() - options.Window;
        var (listed, problem) = await ListAsync(since, ct);
        string[] ids = [.. listed.Select(payment => payment.PaymentId)];
        var ours = (await ReconcileQueries.PaymentsAsync(database, ids, since, ct)).ToDictionary(
            payment => payment.ProviderId,
            StringComparer.Ordinal
        );
        var findings = new List<Finding>();
        if (problem is not null)
        {
            findings.Add(problem);
        }

        findings.AddRange(
            listed
                .Select(payment => Compare(payment, ours.GetValueOrDefault(payment.PaymentId)))
                .OfType<Finding>()
        );
        var unbooked = listed
            .Where(payment => ours.GetValueOrDefault(payment.PaymentId)?.State is not Paid)
            .ToList();
        var known = ids.ToHashSet(StringComparer.Ordinal);
        foreach (var held in ours.Values.Where(p => p.State == "quarantined"))
        {
            if (
                !known.Contains(held.ProviderId)
                && await provider.GetPaymentAsync(held.ProviderId, ct)
                    is PaymentOutcome.Found { Payment: var old }
            )
            {
                unbooked.Add(old);
            }
        }

        return new ProviderLook(findings, unbooked);
    }

    /// <summary>One payment of theirs beside ours.</summary>
    internal static Finding? Compare(ProviderPayment theirs, OurPayment? ours)
    {
        var isFinished = theirs.Status.Kind == ProviderStatusKind.Finished;
        var subject = ours?.Id.ToString() ?? theirs.PaymentId;
        return (isFinished, ours?.State) switch
        {
            (true, null) => new Finding(
                "provider_payment_unknown",
                subject,
                theirs.Outcome?.ToCoinAmount(),
                $"The provider finished payment {theirs.PaymentId} of order {theirs.OrderId} and no "
                    + "message of it ever came. The poller asks for it within minutes; if it does "
                    + "not, look at the provider's message log."
            ),
            (true, "waiting" or "confirming") => new Finding(
                "provider_payment_unsettled",
                subject,
                theirs.Outcome?.ToCoinAmount(),
                $"The provider finished payment {theirs.PaymentId}, here it is still "
                    + $"{ours!.State}. Look at its tasks: pgp payment {subject}."
            ),
            (true, Paid) when Differs(theirs, ours!) => new Finding(
                "provider_amount_differs",
                subject,
                null,
                $"Payment {theirs.PaymentId} was settled as {ours!.Outcome}, the provider now says "
                    + $"{theirs.Outcome}. Ask the provider, then book a correction."
            ),
            (false, Paid) => new Finding(
                "provider_payment_not_finished",
                subject,
                null,
                $"Payment {theirs.PaymentId} is paid here and {theirs.Status.Text} at the provider. "
                    + "Ask the provider; access and share were granted on it."
            ),
            _ => null,
        };
    }

    private static bool Differs(ProviderPayment theirs, OurPayment ours) =>
        theirs.Outcome?.ToCoinAmount() != ours.Outcome;

    private async Task<(List<ProviderPayment> Listed, Finding? Problem)> ListAsync(
        DateTimeOffset since,
        CancellationToken ct
    )
    {
        var listed = new List<ProviderPayment>();
        for (var page = 0; page < PagesMax; page++)
        {
            switch (await provider.ListPaymentsAsync(since, page, ct))
            {
                case PaymentListOutcome.Listed { Payments: var payments }:
                    listed.AddRange(payments);
                    if (payments.Count < NowPaymentsClient.PaymentsPerPage)
                    {
                        return (listed, null);
                    }

                    break;
                case PaymentListOutcome.NotConfigured:
                    return (
                        listed,
                        new Finding(
                            "provider_not_compared",
                            "nowpayments",
                            null,
                            "The provider's list cannot be read: NOWPAYMENTS_EMAIL and "
                                + "NOWPAYMENTS_PASSWORD are not set."
                        )
                    );
                case PaymentListOutcome.Unavailable down:
                    return (
                        listed,
                        new Finding(
                            "provider_not_compared",
                            "nowpayments",
                            null,
                            $"The provider's list cannot be read: {down.Reason}. Run again later."
                        )
                    );
                case var other:
                    throw new InvalidOperationException($"unknown outcome: {other}");
            }
        }

        return (listed, null);
    }
}
