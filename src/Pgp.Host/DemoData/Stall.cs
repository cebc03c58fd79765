namespace Pgp.Host.DemoData;

/// <summary>What the owner wants to sell, and how he wants to be paid.</summary>
/// <param name="Tiers">Prices in dollars with days.</param>
/// <param name="ThresholdUsd">Null: paid at once.</param>
internal sealed record Stall(
    string Title,
    string About,
    IReadOnlyList<(string Price, int Days)> Tiers,
    string PayoutCoin,
    string PayoutAddress,
    string? ThresholdUsd,
    int TrialDays
)
{
    // Invented receivers; nobody holds their keys.
    public static IReadOnlyList<Stall> All { get; } =
    [
        new(
            "Chess Masters",
            "A game a day, explained move by move.",
            [("9.99", 30), ("24.99", 90), ("79.99", 365)],
            "usdt@eth",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            ThresholdUsd: null,
            TrialDays: 3
        ),
        new(
            "Night Radio",
            "Long mixes for long nights.",
            [("6.99", 30), ("14.99", 30)],
            "eth@eth",
            "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
            ThresholdUsd: null,
            TrialDays: 0
        ),
        new(
            "Slow Garden",
            "What to sow, week by week.",
            [("12.00", 30), ("32.00", 90)],
            "dai@eth",
            "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
            ThresholdUsd: "60.00",
            TrialDays: 0
        ),
    ];
}

/// <summary>A channel that is sold.</summary>
/// <param name="ChannelId">What the API calls it.</param>
/// <param name="LinkCode">What the bot's links call it.</param>
/// <param name="ClosedId">Telegram's number of what is sold.</param>
internal sealed record Shop(string ChannelId, string LinkCode, long ClosedId);
