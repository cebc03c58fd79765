using CsCheck;
using Pgp.Orchestrator.Subscriptions;
using Pgp.Testing.Subscriptions;

namespace Pgp.UnitTests.Orchestrator.Subscriptions;

/// <summary>What holds for every history, however unlikely.</summary>
public sealed class MachinePropertyTests
{
    private static readonly DateTimeOffset Start = new(2028, 2, 20, 0, 0, 17, TimeSpan.Zero);

    private static readonly Gen<Looks> AnyLooks = Gen.OneOf(
        Gen.Const(new Looks(TimeSpan.FromMinutes(5))),
        Gen.Const(new Looks(TimeSpan.FromHours(6))),
        Gen.Const(new Looks(TimeSpan.FromDays(20)))
    );

    // Quarters of days on purpose: ends, purchases and refunds often fall on the same moment.
    private static readonly Gen<History> AnyHistory = Gen.Select(
        Gen.Int[0, 7],
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 9], Gen.Int[1, 12], Gen.Int[0, 12]).Array[1, 14],
        Compose
    );

    [Fact]
    public void Every_history_ends_where_a_replay_of_its_days_ends() =>
        Gen.Select(AnyHistory, AnyLooks)
            .Sample(
                (history, looks) =>
                {
                    var player = new Player(history, looks);
                    for (var at = Start; at < Start.AddDays(200); at += TimeSpan.FromDays(3))
                    {
                        player.PlayUntil(at);
                        var truth = DayOracle.At(history, looks, at);
                        Assert.Equivalent(truth, player.Tell(), strict: true);
                    }
                },
                iter: 3_000
            );

    [Fact]
    public void A_purchase_never_shortens_and_a_refund_never_lengthens() =>
        EachStep(
            (before, happened, step) =>
            {
                var (old, now) = (before.PaidUntil, step.Subscription.PaidUntil);
                switch (happened)
                {
                    case SubscriptionEvent.Purchased bought:
                        Assert.True(now >= old + TimeSpan.FromDays(bought.Days));
                        Assert.True(step.Subscription.HasAccess);
                        break;
                    case SubscriptionEvent.Refunded refund:
                        var days = before
                            .Run.Grants.Where(grant => grant.Payment == refund.Payment)
                            .Sum(grant => grant.Days);
                        Assert.Equal(old - TimeSpan.FromDays(days), now);
                        break;
                    case SubscriptionEvent.TimePassed:
                        Assert.Equal(old, now);
                        break;
                }
            }
        );

    [Fact]
    public void Every_entry_is_a_move_of_the_table_and_every_move_is_met()
    {
        var met = new HashSet<(string, string, string)>();
        EachStep(
            (before, _, step) =>
            {
                var state = before.State;
                foreach (var entry in step.Entries)
                {
                    lock (met)
                    {
                        met.Add((state, entry.Kind, entry.State));
                    }

                    state = entry.State;
                }

                Assert.Equal(step.Subscription.State, state);
            }
        );
        Assert.Equivalent(
            SubscriptionStates.Moves.Select(move => (move.From, move.Kind, move.To)).ToHashSet(),
            met,
            strict: true
        );
    }

    [Fact]
    public void Access_opens_and_closes_in_turns_and_nothing_happens_twice() =>
        AnyHistory.Sample(history =>
        {
            var player = new Player(history, new Looks(TimeSpan.FromHours(6)));
            player.PlayUntil(Start.AddDays(300));
            var access = player.Log.Select(entry => entry.Access).OfType<string>().ToList();
            Assert.All(
                access.Index(),
                one =>
                    Assert.Equal(one.Index % 2 == 0 ? LogEntry.Opened : LogEntry.Closed, one.Item)
            );
            Assert.Equal(player.Log.Select((_, i) => i + 1), player.Log.Select(one => one.Seq));
            var byClock = player.Log.Where(one => one.Payment is null).ToList();
            Assert.Equal(byClock.Count, byClock.DistinctBy(one => (one.Kind, one.Due)).Count());
        });

    [Fact]
    public void Where_on_the_calendar_it_begins_changes_no_duration() =>
        Gen.Select(AnyHistory, Gen.Int[0, 800])
            .Sample(
                (history, days) =>
                {
                    // 29 February, the turn of the year, days of 23 and 25 hours in some countries.
                    var later = Moved(history, TimeSpan.FromDays(days));
                    Assert.Equal(
                        Ends(history, TimeSpan.Zero),
                        Ends(later, TimeSpan.FromDays(days))
                    );
                }
            );

    private static void EachStep(Action<Subscription, SubscriptionEvent, Step> look) =>
        Gen.Select(AnyHistory, AnyLooks)
            .Sample(
                (history, looks) =>
                    new Player(history, looks) { Seen = look }.PlayUntil(Start.AddDays(300)),
                iter: 2_000
            );

    private static List<string> Ends(History history, TimeSpan moved)
    {
        var ends = new List<string>();
        var player = new Player(history, new Looks(TimeSpan.FromDays(1)))
        {
            Seen = (_, _, step) =>
                ends.Add($"{step.Subscription.State} {step.Subscription.PaidUntil - moved:u}"),
        };
        player.PlayUntil(Start.AddDays(300) + moved);
        return ends;
    }

    private static History Moved(History history, TimeSpan by) =>
        new(
            history.Grace,
            [.. history.Facts.Select(fact => fact with { At = fact.At + by })],
            [
                .. history.Payments.Select(one =>
                    one with
                    {
                        From = one.From + by,
                        Until = one.Until + by,
                    }
                ),
            ]
        );

    // Each number is one thing more: how long after the one before, what, of how many days, and
    // which payment or for how many quarters it was on its way.
    private static History Compose(int grace, (int Wait, int Kind, int Days, int More)[] things)
    {
        var (at, facts, payments) = (Start, new List<Fact>(), new List<OnItsWay>());
        foreach (var (wait, kind, days, more) in things)
        {
            at += TimeSpan.FromHours(6 * wait);
            var bought = facts.OfType<Fact.Bought>().ToList();
            var number = payments.Count + bought.Count + 1;
            switch (kind)
            {
                case 0:
                    facts.Add(new Fact.TookTrial(at, days));
                    break;
                case 1 or 2 when Unreturned(facts, more) is { } payment:
                    facts.Add(new Fact.SentBack(at, payment));
                    break;
                case 3 or 4:
                    payments.Add(new OnItsWay(-number, at, at + TimeSpan.FromHours(6 * more)));
                    break;
                case > 4:
                    facts.Add(new Fact.Bought(at, number, days, (more % 3) + 1));
                    break;
            }
        }

        return new History(TimeSpan.FromDays(grace), facts, payments);
    }

    private static int? Unreturned(List<Fact> facts, int which)
    {
        var returned = facts.OfType<Fact.SentBack>().Select(fact => fact.Payment).ToHashSet();
        var left = facts.OfType<Fact.Bought>().Where(one => !returned.Contains(one.Payment));
        return left.ElementAtOrDefault(which % 4)?.Payment;
    }
}
