using Pgp.WebApi.Http;
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

    /// <returns>Exactly one of the two.</returns>
    public static (PaymentFilter? Filter, Problem? Problem) Read(
        string? channel,
        string? state,
        string? kind,
        string? from,
        string? to,
        string? q
    )
    {
        var asked = new Asked();
        var filter = new PaymentFilter(
            asked.Channel(channel),
            asked.OneOf("state", state, States),
            asked.OneOf("kind", kind, Kinds),
            asked.Period(from, to),
            asked.Text("q", q) is { } text ? PaymentSearch.Of(text) : null
        );
        return asked.Problem is { } problem ? (null, problem) : (filter, null);
    }
}
