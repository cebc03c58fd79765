using System.Globalization;
using Pgp.WebApi.Http;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Subscribers;

/// <summary>Which subscribers are wanted; a null wants all.</summary>
internal sealed record SubscriberFilter(ChannelId? Channel, string? State, SubscriberSearch? Search)
{
    public static SubscriberFilter All { get; } = new(null, null, null);

    public static IReadOnlyList<string> States { get; } =
    ["trial", "active", "grace", "expired", "refunded"];

    /// <returns>Exactly one of the two.</returns>
    public static (SubscriberFilter? Filter, Problem? Problem) Read(
        string? channel,
        string? state,
        string? q
    )
    {
        var asked = new Asked();
        var filter = new SubscriberFilter(
            asked.Channel(channel),
            asked.OneOf("state", state, States),
            asked.Text("q", q) is { } text ? SubscriberSearch.Of(text) : null
        );
        return asked.Problem is { } problem ? (null, problem) : (filter, null);
    }
}

/// <summary>
/// What somebody typed to find a subscriber: the subscription's id, a payment's, an order's, or the
/// person's Telegram id. At most one of these; none finds nobody.
/// </summary>
internal sealed record SubscriberSearch
{
    public SubscriptionId? Subscription { get; private init; }

    public PaymentId? Payment { get; private init; }

    public OrderId? Order { get; private init; }

    public long? User { get; private init; }

    public static SubscriberSearch Of(string text)
    {
        var wanted = text.Trim();
        return SubscriptionId.TryParse(wanted, out var subscription)
                ? new() { Subscription = subscription }
            : PaymentId.TryParse(wanted, out var payment) ? new() { Payment = payment }
            : OrderId.TryParse(wanted, out var order) ? new() { Order = order }
            : long.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var user)
                ? new() { User = user }
            : new();
    }
}
