using System.Text.Json.Nodes;
using Pgp.Host.Stack;

namespace Pgp.Host.Chaos.Harm;

/// <summary>
/// How partners misbehave, and how often. The sandbox draws each case from its own seeded stream;
/// which call meets which draw depends on the machine's timing.
/// </summary>
internal static class Weather
{
    // No order runs out before the run is over.
    private const int Times = 1_000_000;

    /// <summary>Standing orders: partner, operation, kind, percent of calls.</summary>
    public static IReadOnlyList<Storm> Storms { get; } =
    [
        new("nowpayments", "POST /invoice", "drop", 2),
        new("nowpayments", "POST /invoice", "drop_after", 2),
        new("nowpayments", "POST /invoice", "500_after", 2),
        new("nowpayments", "GET *", "500_before", 4),
        new("nowpayments", "GET *", "html", 2),
        new("nowpayments", "GET *", "429", 2),
        new("nowpayments", "*", "delay", 8) { Milliseconds = 400 },
        new("nowpayments", "ipn", "drop", 8),
        new("nowpayments", "ipn", "drop_after", 4),
        new("nowpayments", "ipn", "duplicate", 12),
        new("nowpayments", "ipn", "reorder", 10),
        new("nowpayments", "ipn", "wrong_signature", 3),
        new("nowpayments", "ipn", "delay", 8) { Milliseconds = 1500 },
        new("changenow", "POST /exchange", "drop_after", 3),
        new("changenow", "POST /exchange", "500_after", 2),
        new("changenow", "POST /exchange", "duplicate", 3),
        new("changenow", "GET *", "500_before", 3),
        new("changenow", "GET *", "drop", 2),
        new("changenow", "GET *", "429", 2),
        new("changenow", "*", "delay", 8) { Milliseconds = 500 },
        new("telegram", "sendMessage", "429", 3),
        new("telegram", "sendMessage", "500_before", 3),
        new("telegram", "sendMessage", "drop_after", 2),
        new("telegram", "createChatInviteLink", "drop_after", 4),
        new("telegram", "createChatInviteLink", "500_after", 3),
        new("telegram", "*", "delay", 8) { Milliseconds = 300 },
        new("telegram", "webhook", "drop", 4),
        new("telegram", "webhook", "drop_after", 4),
        new("telegram", "webhook", "duplicate", 8),
        new("telegram", "webhook", "delay", 8) { Milliseconds = 700 },
        new("coingecko", "*", "500_before", 5),
        new("coingecko", "*", "429", 3),
        new("coingecko", "*", "delay", 8) { Milliseconds = 400 },
        new("chain", "eth_sendRawTransaction", "drop", 4),
        new("chain", "eth_sendRawTransaction", "drop_after", 6),
        new("chain", "eth_sendRawTransaction", "500_after", 4),
        new("chain", "eth_sendRawTransaction", "duplicate", 4),
        new("chain", "*", "500_before", 2),
        new("chain", "*", "429", 1),
        new("chain", "*", "delay", 6) { Milliseconds = 250 },
    ];

    public static async Task BeginAsync(SandboxClient sandbox, CancellationToken ct)
    {
        foreach (var storm in Storms)
        {
            await sandbox.OrderFaultAsync(
                new JsonObject
                {
                    ["partner"] = storm.Partner,
                    ["operation"] = storm.Operation,
                    ["kind"] = storm.Kind,
                    ["percent"] = storm.Percent,
                    ["milliseconds"] = storm.Milliseconds,
                    ["times"] = Times,
                }.ToJsonString(),
                ct
            );
        }
    }

    /// <summary>Everybody behaves again.</summary>
    /// <returns>Partner, then how many of its calls went wrong.</returns>
    public static async Task<IReadOnlyDictionary<string, int>> EndAsync(
        SandboxPartners partners,
        CancellationToken ct
    )
    {
        var left = await partners.FaultsAsync(ct);
        await partners.ForgetFaultsAsync(ct);
        return left.GroupBy(order => (string)order["partner"]!)
            .ToDictionary(
                partner => partner.Key,
                partner => partner.Sum(order => Times - (int)order["times"]!),
                StringComparer.Ordinal
            );
    }
}

/// <summary>One standing order to misbehave.</summary>
internal sealed record Storm(string Partner, string Operation, string Kind, int Percent)
{
    /// <summary>How late, with any kind.</summary>
    public int Milliseconds { get; init; }
}
