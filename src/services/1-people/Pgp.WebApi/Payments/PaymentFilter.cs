using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Payments;

/// <summary>Which payments are wanted; a null wants all.</summary>
internal sealed record PaymentFilter(
    ChannelId? Channel,
    string? State,
    string? Kind,
    Period Period,
    PaymentSearch? Search
)
{
    public static PaymentFilter All { get; } = new(null, null, null, Period.Always, null);

    /// <summary>What a payment may be in; as in <c>docs/outcomes.md</c>.</summary>
    public static IReadOnlyList<string> States { get; } =
    [
        "waiting",
        "confirming",
        "partially_paid",
        "paid",
        "failed",
        "expired",
        "refunded",
        "quarantined",
    ];

    public static IReadOnlyList<string> Kinds { get; } = ["subscription", "donation", "gift"];
}
