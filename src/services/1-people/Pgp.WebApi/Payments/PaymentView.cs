using System.Diagnostics.CodeAnalysis;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Payments;

/// <summary>One payment as the owner of its channel sees it.</summary>
internal record PaymentView
{
    public required string PaymentId { get; init; }

    public required string OrderId { get; init; }

    public required string ChannelId { get; init; }

    public required string ChannelTitle { get; init; }

    /// <summary><c>subscription</c>, <c>donation</c> or <c>gift</c>.</summary>
    public required string Kind { get; init; }

    public int? TierNo { get; init; }

    /// <summary>The buyer; null where a donor wishes to stay unknown.</summary>
    public long? UserId { get; init; }

    public required string State { get; init; }

    public string? Reason { get; init; }

    public required string PriceUsd { get; init; }

    /// <summary>What the buyer was asked for.</summary>
    public CoinView? Pay { get; init; }

    /// <summary>What came, in dollars at the time of receipt.</summary>
    public string? ReceivedUsd { get; init; }

    /// <summary>What came: fee and net together.</summary>
    public CoinView? Outcome { get; init; }

    public CoinView? Fee { get; init; }

    public CoinView? Net { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? PaidAt { get; init; }
}

/// <summary>A payment with its whole story.</summary>
internal sealed record PaymentDetail : PaymentView
{
    [SetsRequiredMembers]
    internal PaymentDetail(
        PaymentView view,
        IReadOnlyList<TimelineEntry> timeline,
        string? payoutId,
        IReadOnlyList<LedgerLine> ledger
    )
        : base(view)
    {
        Timeline = timeline;
        PayoutId = payoutId;
        Ledger = ledger;
    }

    public IReadOnlyList<TimelineEntry> Timeline { get; }

    /// <summary>The payout that carries it to the owner; null while there is none.</summary>
    public string? PayoutId { get; }

    public IReadOnlyList<LedgerLine> Ledger { get; }
}

/// <summary>One posting of the books that this payment, or its own payout, caused.</summary>
internal sealed record LedgerLine(
    string Account,
    string Coin,
    string Amount,
    DateTimeOffset At,
    string Fact
);
