using CsCheck;
using Pgp.Contracts.Money;
using Pgp.Orchestrator.Subscriptions;
using Pgp.WebApi.Analytics;

namespace Pgp.UnitTests.WebApi.Analytics;

/// <summary>Random lives against the machine that decides who is in.</summary>
public sealed class PayingLifePropertyTests
{
    private static readonly DateTimeOffset Start = Script.Day("01-01");

    // Hours to wait, and what then happens.
    private static readonly Gen<(int Wait, int What, int Price, int Days)[]> Lives = Gen.Select(
        Gen.Int[1, 1_000],
        Gen.Int[0, 9],
        Gen.Int[1, 50_000_000],
        Gen.Int[1, 100]
    ).Array[0, 12];

    [Fact]
    public void Somebody_pays_exactly_when_the_machine_says_active() =>
        Lives.Sample(steps =>
        {
            var script = new Script();
            var at = Start;
            var bought = 0;
            var back = new HashSet<int>();
            foreach (var (wait, what, price, days) in steps)
            {
                var next = at.AddHours(wait);
                for (var look = at; look < next; look = look.AddHours(19))
                {
                    Same(script, look);
                }

                at = next;
                if (what < 6)
                {
                    script.Buys(at, new Amount<Usd>(price), days, tier: 1);
                    bought++;
                }
                else if (what < 8 && script.Subscription.State == SubscriptionStates.None)
                {
                    script.Happens(at, new SubscriptionEvent.TrialStarted(days));
                }
                else if (bought > 0 && back.Add(price % bought))
                {
                    script.GetsBack(at, price % bought);
                }

                Same(script, at);
            }
        });

    [Fact]
    public void Opening_and_movements_are_the_closing_and_the_next_opening() =>
        Lives
            .Array[0, 6]
            .Sample(people =>
            {
                var lives = people.Select(LifeOf).ToList();
                var closing = Amount<Usd>.Zero;
                for (var month = Start; month < Start.AddMonths(24); month = month.AddMonths(1))
                {
                    var moved = Movement.Between(lives, month, month.AddMonths(1));
                    Assert.Equal(closing, moved.Opening);
                    Assert.Equal(
                        moved.Closing,
                        moved.Opening
                            + moved.New
                            + moved.Expansion
                            + moved.Contraction
                            + moved.Churn
                            + moved.Reactivation
                    );
                    Assert.True(moved.New.Atomic >= 0 && moved.Expansion.Atomic >= 0);
                    Assert.True(moved.Reactivation.Atomic >= 0);
                    Assert.True(moved.Contraction.Atomic <= 0 && moved.Churn.Atomic <= 0);
                    closing = moved.Closing;
                }
            });

    [Fact]
    public void What_was_over_long_ago_need_not_be_read() =>
        Lives.Sample(steps =>
        {
            var script = ScriptOf(steps);
            for (var since = Start; since < Start.AddMonths(8); since = since.AddDays(37))
            {
                var part = script.LifeSince(since);
                Assert.Equal(script.Life.BeganToPayAfter(since), part.BeganToPayAfter(since));
                for (var at = since; at < since.AddDays(100); at = at.AddDays(9))
                {
                    Assert.Equal(script.Life.RateAt(at), part.RateAt(at));
                    Assert.Equal(script.Life.HasPaidBy(at), part.HasPaidBy(at));
                }
            }
        });

    private static PayingLife LifeOf((int Wait, int What, int Price, int Days)[] steps) =>
        ScriptOf(steps).Life;

    private static Script ScriptOf((int Wait, int What, int Price, int Days)[] steps)
    {
        var script = new Script();
        var at = Start;
        foreach (var (wait, _, price, days) in steps)
        {
            at = at.AddHours(wait);
            script.Buys(at, new Amount<Usd>(price), days, tier: 1);
        }

        return script;
    }

    private static void Same(Script script, DateTimeOffset at)
    {
        var moment = new Moment(at, TimeSpan.FromDays(3), IsPaymentConfirming: false);
        var now = SubscriptionMachine
            .Next(script.Subscription, new SubscriptionEvent.TimePassed(), moment)
            .Subscription;
        var isActive = now.State == SubscriptionStates.Active;
        var rate = script.Life.RateAt(at);
        if (!isActive)
        {
            Assert.Equal(Amount<Usd>.Zero, rate);
            return;
        }

        var last = now.Run.Grants.FindLast(grant => grant.Payment is not null)!;
        Assert.Equal(new Amount<Usd>(script.PriceOfLast!.Value.Atomic * 30 / last.Days), rate);
    }
}
