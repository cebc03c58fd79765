using Pgp.Testing.Subscriptions;

namespace Pgp.UnitTests.Orchestrator.Subscriptions;

/// <summary>A year of 1,000 subscribers, compared every day with the slow oracle.</summary>
public sealed class SimulatedYearTests
{
    private const int Subscribers = 1_000;
    private const int Days = 365;

    // The year has a 29 February, and clocks in many countries are moved in it.
    private static readonly DateTimeOffset Start = new(2028, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Looks EachTenMinutes = new(TimeSpan.FromMinutes(10));

    [Fact]
    public void Every_day_every_subscriber_is_where_a_replay_of_all_facts_says()
    {
        var (wrong, first) = (0, "");
        var played = new List<(History History, Player Player)>();
        for (var seed = 0; seed < Subscribers; seed++)
        {
            var history = Habits.Of(seed, Start, Days);
            var player = new Player(history, EachTenMinutes);
            played.Add((history, player));
            for (var day = 1; day <= Days; day++)
            {
                var when = Start.AddDays(day);
                player.PlayUntil(when);
                if (!IsTrue(player, DayOracle.At(history, EachTenMinutes, when)))
                {
                    wrong++;
                    first = first.Length > 0 ? first : $"seed {seed}, day {day}";
                }
            }
        }

        Assert.Equal("", first);
        Assert.Equal(0, wrong);
        MustHaveCoveredEverything(played);
    }

    private static bool IsTrue(Player player, Truth truth)
    {
        var told = player.Tell();
        return told with { Log = truth.Log } == truth && told.Log.SequenceEqual(truth.Log);
    }

    // A year in which nothing happens would be easy to get right.
    private static void MustHaveCoveredEverything(
        IReadOnlyList<(History History, Player Player)> played
    )
    {
        var kinds = played
            .SelectMany(one => one.Player.Log)
            .CountBy(entry => entry.Kind)
            .ToDictionary(StringComparer.Ordinal);
        string[] all =
        [
            "expired",
            "grace_started",
            "purchased",
            "refunded",
            "renewed",
            "returned",
            "trial_started",
            "waited",
        ];
        Assert.Equal(all, kinds.Keys.Order(StringComparer.Ordinal));
        Assert.All(kinds, kind => Assert.True(kind.Value >= 50, $"{kind.Key} {kind.Value}"));
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Join(", ", kinds.Select(kind => $"{kind.Key} {kind.Value}"))
        );
    }
}
