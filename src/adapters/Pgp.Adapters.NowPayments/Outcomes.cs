using Pgp.Contracts.Money;

namespace Pgp.Adapters.NowPayments;

/// <summary>What came of asking for an invoice.</summary>
public abstract record InvoiceOutcome
{
    private InvoiceOutcome() { }

    public sealed record Created(string InvoiceId, Uri Url) : InvoiceOutcome;

    /// <summary>The same request will be refused again.</summary>
    /// <param name="Code">The vendor's code, or ours in lower case.</param>
    public sealed record Rejected(string Code) : InvoiceOutcome;

    /// <summary>
    /// Ask again later. An invoice may exist unseen; it is harmless, because nobody has its address
    /// and a payment into any invoice of the order counts.
    /// </summary>
    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter) : InvoiceOutcome;
}

/// <summary>What came of reading one payment.</summary>
public abstract record PaymentOutcome
{
    private PaymentOutcome() { }

    public sealed record Found(ProviderPayment Payment) : PaymentOutcome;

    /// <summary>The provider knows no such payment of this account.</summary>
    public sealed record NotFound : PaymentOutcome;

    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter) : PaymentOutcome;
}

/// <summary>What came of listing the payments of one invoice.</summary>
public abstract record PaymentListOutcome
{
    private PaymentListOutcome() { }

    /// <param name="Payments">Oldest first; empty while the buyer has not chosen a coin.</param>
    public sealed record Listed(IReadOnlyList<ProviderPayment> Payments) : PaymentListOutcome;

    /// <summary>Listing needs the account's e-mail and password, which are not set.</summary>
    public sealed record NotConfigured : PaymentListOutcome;

    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter) : PaymentListOutcome;
}

/// <summary>What the provider would give in dollars for an amount of coins.</summary>
public abstract record UsdEstimateOutcome
{
    private UsdEstimateOutcome() { }

    /// <param name="Value">Rounded down.</param>
    public sealed record Estimated(Amount<Usd> Value) : UsdEstimateOutcome;

    public sealed record Rejected(string Code) : UsdEstimateOutcome;

    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter) : UsdEstimateOutcome;
}
