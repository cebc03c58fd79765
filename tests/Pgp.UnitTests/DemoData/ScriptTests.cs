using Pgp.Host.DemoData;

namespace Pgp.UnitTests.DemoData;

public sealed class ScriptTests
{
    [Fact]
    public void One_seed_tells_one_story()
    {
        Assert.Equal(Script.Year(7).Deeds, Script.Year(7).Deeds);
        Assert.Equal(Script.Year(7).People, Script.Year(7).People);
        Assert.NotEqual(Script.Year(7).Deeds, Script.Year(8).Deeds);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_year_has_payments_for_every_month_and_no_more_than_people_look_through(int seed)
    {
        var script = Script.Year(seed);
        var paid = script
            .Deeds.OfType<BuyerDeed>()
            .Where(deed => deed.Wish is not (Wish.Trial or Wish.Nothing or Wish.Part))
            .ToList();
        Assert.InRange(paid.Count, 60, 160);
        Assert.Equal(
            Enumerable.Range(0, 12),
            paid.Select(deed => Math.Min(deed.Day / 30, 11)).Distinct().Order()
        );
    }

    [Fact]
    public void Everything_that_can_happen_happens_within_the_days()
    {
        var script = Script.Year(1);
        Assert.Equal(
            ["Access", "CheaperAccess", "Donation", "Gift", "Nothing", "Part", "Trial"],
            script
                .Deeds.OfType<BuyerDeed>()
                .Select(deed => deed.Wish.GetType().Name)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        );
        Assert.All(script.Deeds, deed => Assert.InRange(deed.Day, 0, script.Days - 1));
    }

    [Fact]
    public void Steps_hold_every_deed_once_in_their_order()
    {
        var script = Script.Year(1);
        Assert.Equal(script.Deeds, script.Steps.SelectMany(step => step));
    }
}
