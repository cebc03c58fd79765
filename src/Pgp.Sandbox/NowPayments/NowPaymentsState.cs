namespace Pgp.Sandbox.NowPayments;

/// <summary>Everything NOWPayments knows. Guarded by the simulator's lock.</summary>
internal sealed class NowPaymentsState
{
    public Dictionary<string, Invoice> Invoices { get; init; } = [];

    public Dictionary<string, Payment> Payments { get; init; } = [];

    /// <summary>Notices to merchants that are not through yet, oldest first.</summary>
    public List<Notice> Notices { get; init; } = [];

    public MerchantSettings Settings { get; set; } = new();
}

/// <summary>What the merchant chose in the dashboard, and what the simulator adds to it.</summary>
internal sealed record MerchantSettings
{
    /// <summary>
    /// How often a refused notice is repeated (spec 70, 1.6 "recurrent notifications").
    /// </summary>
    public int NoticeRepeats { get; init; } = 3;

    public int NoticeRepeatMilliseconds { get; init; } = 1000;

    /// <summary>
    /// Which of the vendor's two sorts signs arrays: <c>arrays</c> or <c>objects</c>.
    /// </summary>
    public string Canonical { get; init; } = "arrays";

    /// <summary>
    /// Status of a further transfer to a used address: finished or partially_paid.
    /// </summary>
    public string RepeatedDeposit { get; init; } = "finished";

    /// <summary>The least a payment may be worth, in dollars.</summary>
    public decimal MinimumUsd { get; init; } = 1m;

    /// <summary>The provider's share, in percent of what was paid.</summary>
    public decimal FeePercent { get; init; } = 0.5m;

    /// <summary>States that pass without a notice, as on a fast chain.</summary>
    public string[] SilentStates { get; init; } = [];
}

/// <summary>A hosted invoice. It has no status: payments have (spec 70, 1.2).</summary>
internal sealed record Invoice
{
    public required string Id { get; init; }
    public required string TokenId { get; init; }
    public required decimal PriceAmount { get; init; }
    public required string PriceCurrency { get; init; }
    public string? PayCurrency { get; init; }
    public string? OrderId { get; init; }
    public string? OrderDescription { get; init; }
    public string? IpnUrl { get; init; }
    public string? SuccessUrl { get; init; }
    public string? CancelUrl { get; init; }
    public string? PartiallyPaidUrl { get; init; }
    public bool FixedRate { get; init; }
    public bool FeePaidByUser { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>
/// One payment: born when a coin is chosen, or when money comes to a used address.
/// </summary>
internal sealed class Payment
{
    public required string Id { get; init; }
    public required string PurchaseId { get; init; }
    public string? InvoiceId { get; init; }
    public string? ParentId { get; init; }
    public List<string> Children { get; init; } = [];
    public required decimal PriceAmount { get; init; }
    public required string PriceCurrency { get; init; }
    public string? OrderId { get; init; }
    public string? OrderDescription { get; init; }
    public string? IpnUrl { get; init; }
    public bool FixedRate { get; init; }
    public bool FeePaidByUser { get; init; }
    public required string PayAddress { get; init; }
    public string? PayMemo { get; init; }
    public required decimal PayAmount { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>The coin that was asked for; after a wrong deposit the coin that came.</summary>
    public required string PayCurrency { get; set; }

    public string Status { get; set; } = PaymentStatus.Waiting;

    /// <summary>Where the walk ends once money has come.</summary>
    public string Target { get; set; } = PaymentStatus.Finished;

    public decimal ActuallyPaid { get; set; }
    public string? PayinHash { get; set; }
    public decimal? OutcomeAmount { get; set; }
    public decimal ServiceFee { get; set; }
    public string? PayoutHash { get; set; }

    /// <summary>How much was already sent for earlier deposits of this same payment.</summary>
    public decimal OutcomeSentBefore { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When the next state is due; null when only an event moves it.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>Stands still until told otherwise.</summary>
    public bool Held { get; set; }
}

/// <summary>A notice on its way; its text is fixed at the moment of the change.</summary>
internal sealed class Notice
{
    public required string PaymentId { get; init; }
    public required string Status { get; init; }
    public required Uri Target { get; init; }
    public required string Body { get; init; }
    public required string Signature { get; init; }
    public required DateTimeOffset DueAt { get; set; }
    public int Attempts { get; set; }
    public int AttemptsMax { get; init; }
}

/// <summary>The vendor's words (spec 70, 1.5).</summary>
internal static class PaymentStatus
{
    public const string Waiting = "waiting";
    public const string Confirming = "confirming";
    public const string Confirmed = "confirmed";
    public const string Sending = "sending";
    public const string PartiallyPaid = "partially_paid";
    public const string Finished = "finished";
    public const string Failed = "failed";
    public const string Refunded = "refunded";
    public const string Expired = "expired";

    /// <summary>The state after this one on the way of money, or null at its end.</summary>
    public static string? After(string status, string target) =>
        status switch
        {
            Waiting => Confirming,
            Confirming => Confirmed,
            Confirmed => Sending,
            Sending => target,
            _ => null,
        };
}
