using System.Diagnostics.CodeAnalysis;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Payouts;

/// <summary>One payout as the owner who gets it sees it.</summary>
internal record PayoutView
{
    public required string PayoutId { get; init; }

    public required string ChannelId { get; init; }

    public required string ChannelTitle { get; init; }

    /// <summary><c>payment</c> or <c>batch</c>.</summary>
    public required string Cause { get; init; }

    /// <summary>One of <see cref="PayoutFilter.States"/>.</summary>
    public required string State { get; init; }

    public string? Reason { get; init; }

    /// <summary>What leaves the wallet.</summary>
    public required CoinView Source { get; init; }

    /// <summary>What the owner gets.</summary>
    public required PayoutTargetView Target { get; init; }

    public required string Address { get; init; }

    public string? ExtraId { get; init; }

    public string? ValueUsd { get; init; }

    /// <summary>The transaction that paid the owner.</summary>
    public string? TxHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }
}

/// <param name="Amount">Null until it has arrived.</param>
internal sealed record PayoutTargetView(string Coin, string? Amount);

/// <summary>A payout with its whole story.</summary>
internal sealed record PayoutDetail : PayoutView
{
    [SetsRequiredMembers]
    internal PayoutDetail(
        PayoutView view,
        IReadOnlyList<TimelineEntry> timeline,
        IReadOnlyList<string> payments
    )
        : base(view)
    {
        Timeline = timeline;
        Payments = payments;
    }

    public IReadOnlyList<TimelineEntry> Timeline { get; }

    /// <summary>Whose shares it carries.</summary>
    public IReadOnlyList<string> Payments { get; }
}
