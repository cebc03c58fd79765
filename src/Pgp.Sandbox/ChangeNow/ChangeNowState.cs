namespace Pgp.Sandbox.ChangeNow;

/// <summary>Everything ChangeNOW knows. Guarded by the simulator's lock.</summary>
internal sealed class ChangeNowState
{
    public Dictionary<string, Exchange> Exchanges { get; init; } = [];

    /// <summary>Fixed rates that were promised, by their id.</summary>
    public Dictionary<string, PromisedRate> Rates { get; init; } = [];

    public ExchangeSettings Settings { get; set; } = new();
}

/// <summary>Conditions that the vendor sets and changes at will.</summary>
internal sealed record ExchangeSettings
{
    /// <summary>The least an exchange may be worth, in dollars.</summary>
    public decimal MinimumUsd { get; init; } = 2m;

    /// <summary>The most, in dollars; null for no ceiling.</summary>
    public decimal? MaximumUsd { get; init; }

    /// <summary>The vendor's share, in percent.</summary>
    public decimal FeePercent { get; init; } = 0.5m;

    /// <summary>What sending the result costs, in dollars; taken from the result.</summary>
    public decimal WithdrawalUsd { get; init; } = 0.5m;

    /// <summary>New exchanges go on hold for a check after the deposit.</summary>
    public bool Verifying { get; init; }

    /// <summary>Pairs that are switched off, written <c>eth@eth&gt;usdt@eth</c>.</summary>
    public string[] InactivePairs { get; init; } = [];
}

/// <summary>A rate that holds until a moment.</summary>
internal sealed record PromisedRate(
    string Id,
    decimal FromAmount,
    decimal ToAmount,
    string Pair,
    DateTimeOffset ValidUntil
);

/// <summary>One exchange from the deposit address to the payout (spec 70, 2.4 and 2.5).</summary>
internal sealed class Exchange
{
    public required string Id { get; init; }
    public required string FromCurrency { get; init; }
    public required string FromNetwork { get; init; }
    public required string ToCurrency { get; init; }
    public required string ToNetwork { get; init; }
    public required string Flow { get; init; }
    public required string Type { get; init; }
    public required decimal ExpectedFrom { get; init; }
    public required decimal ExpectedTo { get; init; }
    public required string PayinAddress { get; init; }
    public string? PayinMemo { get; init; }
    public required string PayoutAddress { get; init; }
    public string? PayoutMemo { get; init; }
    public string? RefundAddress { get; init; }
    public string? RefundMemo { get; init; }
    public string? UserId { get; init; }
    public string? RateId { get; init; }
    public DateTimeOffset? ValidUntil { get; init; }
    public string? OriginalId { get; init; }
    public List<string> Repeated { get; init; } = [];
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? DepositAt { get; set; }
    public string Status { get; set; } = ExchangeStatus.New;
    public decimal? AmountFrom { get; set; }
    public decimal? AmountTo { get; set; }
    public string? PayinHash { get; set; }
    public string? PayoutHash { get; set; }
    public string? RefundHash { get; set; }
    public decimal? RefundAmount { get; set; }

    /// <summary>Balance of the deposit address that is already accounted for.</summary>
    public decimal SeenBalance { get; set; }

    /// <summary>What will be paid out, whatever the rate says; set by order.</summary>
    public decimal? OrderedTo { get; set; }

    /// <summary>When the next state is due; null when only an event moves it.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>Stands still until told otherwise.</summary>
    public bool Held { get; set; }
}

/// <summary>The vendor's words (spec 70, 2.5).</summary>
internal static class ExchangeStatus
{
    public const string New = "new";
    public const string Waiting = "waiting";
    public const string Confirming = "confirming";
    public const string Exchanging = "exchanging";
    public const string Sending = "sending";
    public const string Verifying = "verifying";
    public const string Finished = "finished";
    public const string Failed = "failed";
    public const string Refunding = "refunding";
    public const string Refunded = "refunded";
    public const string Expired = "expired";
}
