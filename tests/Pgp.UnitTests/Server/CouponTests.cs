using CsCheck;
using Pgp.Contracts.Money;
using Pgp.Server.Shop;

namespace Pgp.UnitTests.Server;

public sealed class CouponTests
{
    [Theory]
    [InlineData(25, "20", "15")]
    [InlineData(10, "9.99", "9")]
    [InlineData(33, "9.99", "6.70")]
    [InlineData(100, "50", "4.99")]
    [InlineData(50, "4.99", "4.99")]
    [InlineData(50, "3", "3")]
    public void Percent_off_leaves_whole_cents_and_what_can_be_paid(
        int percent,
        string full,
        string left
    ) => Assert.Equal(Amount<Usd>.Parse(left), Percent(percent).PriceOf(Amount<Usd>.Parse(full)));

    [Theory]
    [InlineData("5", "20", "15")]
    [InlineData("20", "20", "4.99")]
    [InlineData("0.01", "9.99", "9.98")]
    public void An_amount_off_leaves_the_rest(string off, string full, string left) =>
        Assert.Equal(
            Amount<Usd>.Parse(left),
            (Percent(1) with { PercentOff = null, AmountOff = Amount<Usd>.Parse(off) }).PriceOf(
                Amount<Usd>.Parse(full)
            )
        );

    [Fact]
    public void No_coupon_makes_a_price_higher_or_unpayable() =>
        Gen.Select(Gen.Int[1, 100], Gen.Int[1, 999_999])
            .Sample(
                (percent, cents) =>
                {
                    var full = new Amount<Usd>(cents * 10_000);
                    var left = Percent(percent).PriceOf(full);
                    Assert.True(left <= full);
                    Assert.True(left >= Coupon.PriceMin || left == full);
                }
            );

    private static Coupon Percent(int percent) =>
        new(CouponId.New(TimeProvider.System), "SPRING", percent, null, null, null, null);
}
