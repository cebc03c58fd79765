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
}
