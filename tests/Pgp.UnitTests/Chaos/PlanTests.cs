using CsCheck;
using Pgp.Host.Chaos;
using Pgp.Host.Chaos.Traffic;

namespace Pgp.UnitTests.Chaos;

public sealed class PlanTests
{
    [Fact]
    public void A_seed_draws_the_same_buyers_again_and_another_seed_draws_others()
    {
        Assert.Equal(Plan.Draw(7, 300).Purchases, Plan.Draw(7, 300).Purchases);
        Assert.Equal(Plan.Draw(7, 300).Stalls, Plan.Draw(7, 300).Stalls);
        Assert.NotEqual(Plan.Draw(7, 300).Purchases, Plan.Draw(8, 300).Purchases);
    }

    [Fact]
    public void More_payments_begin_with_the_same_ones() =>
        Assert.Equal(Plan.Draw(3, 50).Purchases, Plan.Draw(3, 80).Purchases.Take(50));

    // SplitMix64's published outputs for the seed 1234567: no build may draw anything else.
    [Fact]
    public void Chance_is_the_published_generator()
    {
        var draws = new Draws(1234567);
        byte[] expected =
        [
            .. new[]
            {
                6457827717110365317UL,
                3203168211198807973UL,
                9817491932198370423UL,
                4593380528125082431UL,
            }.Select(number => (byte)number),
        ];
        Assert.Equal(expected, draws.Bytes(4));
    }

    [Fact]
    public void Streams_of_one_seed_are_unlike_each_other() =>
        Assert.NotEqual(Draws.For(1, "kills").Bytes(16), Draws.For(1, "fates").Bytes(16));

    [Fact]
    public void Every_way_to_pay_and_every_route_is_drawn()
    {
        var plan = Plan.Draw(1, 500);
        Assert.Equal(
            Enum.GetValues<Manner>(),
            plan.Purchases.Select(purchase => purchase.Manner).Distinct().Order()
        );
        Assert.Equal(
            Enum.GetValues<Route>(),
            plan.Purchases.Select(one => plan.Stalls[one.Stall].Route).Distinct().Order()
        );
    }

    [Fact]
    public void A_bound_is_never_passed_and_both_ends_come() =>
        Gen.Int[0, 1000]
            .Sample(seed =>
            {
                var draws = new Draws((ulong)seed);
                var drawn = Enumerable.Range(0, 400).Select(_ => draws.Between(3, 6)).ToHashSet();
                Assert.Equal([3, 4, 5, 6], drawn.Order());
            });

    [Fact]
    public void A_shuffle_keeps_everybody() =>
        Gen
            .Int.Array[0, 20]
            .Sample(items => Assert.Equal(items.Order(), new Draws(5).Shuffle(items).Order()));

    [Fact]
    public void What_is_to_be_settled_pays_enough_and_the_rest_does_not()
    {
        foreach (var purchase in Plan.Draw(2, 1_000).Purchases)
        {
            var share = decimal.Parse(
                purchase.Share,
                System.Globalization.CultureInfo.InvariantCulture
            );
            Assert.True(
                purchase.Manner switch
                {
                    Manner.TooLittle or Manner.InTwoParts => share is >= 0.3m and <= 0.9m,
                    Manner.TooMuch => share > 1,
                    _ => share == 1,
                }
            );
        }
    }
}
