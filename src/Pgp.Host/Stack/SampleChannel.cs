using System.Text.Json.Nodes;

namespace Pgp.Host.Stack;

/// <summary>
/// A channel pair in the sandbox, sold through the API: what buyers can start from.
/// </summary>
/// <param name="Code">The part of deep links that names the channel.</param>
public sealed record SampleChannel(
    string Code,
    long OpenId,
    long ClosedId,
    long OwnerId,
    string PayoutAddress
)
{
    /// <summary>Start parameter of a tier.</summary>
    public string Subscription(int tier) => $"s_{Code}_{tier}";

    /// <summary>Start parameter of a donation.</summary>
    public string Donation => $"d_{Code}";

    /// <summary>A channel whose owner is paid at once.</summary>
    /// <param name="number">Tells several channels of one stack apart.</param>
    public static Task<SampleChannel> CreateAsync(
        SandboxClient sandbox,
        int number,
        string title,
        string payoutCoin,
        string payoutAddress,
        CancellationToken ct
    ) => CreateAsync(sandbox, number, title, payoutCoin, payoutAddress, thresholdUsd: null, ct);

    /// <summary>Makes both channels and their owner, and registers the pair.</summary>
    /// <param name="thresholdUsd">
    /// From which balance on the owner is paid; null for one who is paid at once.
    /// </param>
    public static async Task<SampleChannel> CreateAsync(
        SandboxClient sandbox,
        int number,
        string title,
        string payoutCoin,
        string payoutAddress,
        string? thresholdUsd,
        CancellationToken ct
    )
    {
        var owner = 900_000L + number;
        var open = -1_001_000_000_000L - number;
        var closed = -1_002_000_000_000L - number;
        await sandbox.CreatePersonAsync(owner, $"Olivia {number}", ct);
        await sandbox.StartBotAsync(owner, "", ct);
        await sandbox.CreateChannelAsync(open, title, isPrivate: false, owner, ct);
        await sandbox.CreateChannelAsync(closed, $"{title}: inside", isPrivate: true, owner, ct);
        var body = new JsonObject
        {
            ["open_channel_id"] = open,
            ["closed_channel_id"] = closed,
            ["open_title"] = title,
            ["closed_title"] = $"{title}: inside",
            ["tiers"] = new JsonArray(Tier("9.99", 30), Tier("24.99", 90), Tier("79.99", 365)),
            ["payout_strategy"] = thresholdUsd is null ? "instant" : "threshold",
            ["payout_threshold_usd"] = thresholdUsd,
            ["payout_coin"] = payoutCoin,
            ["payout_address"] = payoutAddress,
            ["notify_chat_id"] = owner,
        };
        var answer = await sandbox.RegisterChannelAsync(body.ToJsonString(), ct);
        var code = (string)answer["link_code"]!;
        return new SampleChannel(code, open, closed, owner, payoutAddress);
    }

    private static JsonObject Tier(string price, int days) =>
        new JsonObject { ["price_usd"] = price, ["days"] = days };
}
