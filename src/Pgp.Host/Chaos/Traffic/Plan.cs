using System.Globalization;
using Pgp.Adapters.Ethereum;

namespace Pgp.Host.Chaos.Traffic;

/// <summary>Everything that buyers will do, drawn before the first of them begins.</summary>
internal sealed record Plan(IReadOnlyList<Stall> Stalls, IReadOnlyList<Purchase> Purchases)
{
    private const long FirstPerson = 10_001;
    private const int DonationsOffered = 4;
    private const int DonationPercent = 25;

    // On average between two buyers.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300);

    private static readonly (Route Route, string Coin, string? Threshold)[] Channels =
    [
        (Route.Swap, "usdt@eth", null),
        (Route.Swap, "dai@eth", null),
        (Route.Swap, "usdc@eth", null),
        (Route.Direct, "eth@eth", null),
        (Route.Direct, "eth@eth", null),
        (Route.Threshold, "usdt@eth", "20"),
        (Route.Threshold, "eth@eth", "50"),
        (Route.Threshold, "dai@eth", "120"),
    ];

    private static readonly string[] Coins = ["btc", "eth", "usdttrc20", "ltc", "trx", "dai"];

    private static readonly (int, Manner)[] Manners =
    [
        (60, Manner.Exactly),
        (8, Manner.TooMuch),
        (8, Manner.InTwoParts),
        (6, Manner.TooLittle),
        (5, Manner.NotAtAll),
        (3, Manner.TooLate),
        (5, Manner.Twice),
        (5, Manner.AgainLater),
    ];

    // No more of them at one channel: what it may pay out per day is limited.
    private const int PaymentsPerStall = 250;

    public static Plan Draw(int seed, int payments)
    {
        var draws = Draws.For(seed, "plan");
        var sets = 1 + (payments / (PaymentsPerStall * Channels.Length));
        var stalls = Enumerable
            .Repeat(Channels, sets)
            .SelectMany(channels => channels)
            .Select(channel => new Stall(
                channel.Route,
                channel.Coin,
                new EthAddress(draws.Bytes(EthAddress.Length)).ToString(),
                channel.Threshold
            ))
            .ToList();
        var at = TimeSpan.Zero;
        var purchases = new List<Purchase>();
        for (var i = 0; i < payments; i++)
        {
            at += draws.Between(TimeSpan.Zero, 2 * Pace);
            purchases.Add(Draw(draws, FirstPerson + i, stalls.Count, at));
        }

        return new Plan(stalls, purchases);
    }

    private static Purchase Draw(Draws draws, long person, int stalls, TimeSpan at)
    {
        var manner = draws.Of(Manners);
        var coin = draws.Below(Coins.Length);
        return new Purchase(
            person,
            draws.Below(stalls),
            draws.Hits(DonationPercent) ? null : draws.Between(1, 3),
            draws.Below(DonationsOffered),
            Coins[coin],
            Coins[(coin + 1) % Coins.Length],
            manner,
            ShareOf(draws, manner),
            at
        );
    }

    // In hundredths, well beyond what a channel tolerates.
    private static string ShareOf(Draws draws, Manner manner)
    {
        var hundredths = manner switch
        {
            Manner.TooMuch => draws.Between(103, 160),
            Manner.InTwoParts or Manner.TooLittle => draws.Between(30, 90),
            _ => 100,
        };
        return (hundredths / 100m).ToString(CultureInfo.InvariantCulture);
    }
}
