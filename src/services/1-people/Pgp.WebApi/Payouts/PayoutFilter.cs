using Pgp.WebApi.Http;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Payouts;

/// <summary>Which payouts are wanted; a null wants all.</summary>
internal sealed record PayoutFilter(ChannelId? Channel, string? State)
{
    public const string Completed = "completed";

    /// <summary>
    /// What a payout may be in: decided; sent; at the exchange; waiting for a look; arrived; come
    /// back, and owed again.
    /// </summary>
    public static IReadOnlyList<string> States { get; } =
    ["preparing", "sending", "exchanging", "held", Completed, "returned"];

    /// <returns>Exactly one of the two.</returns>
    public static (PayoutFilter? Filter, Problem? Problem) Read(string? channel, string? state)
    {
        var asked = new Asked();
        var filter = new PayoutFilter(asked.Channel(channel), asked.OneOf("state", state, States));
        return asked.Problem is { } problem ? (null, problem) : (filter, null);
    }
}
