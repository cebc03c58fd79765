using Pgp.Channels;
using Pgp.Contracts.Money;

namespace Pgp.UnitTests.Channels;

public sealed class CouponDraftTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_coupon_with_all_its_limits_is_read_in_any_order()
    {
        var expected = new CouponDraft(
            "SPRING",
            20,
            null,
            3,
            100,
            new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );

        Assert.Equal(expected, Read("SPRING 20% first 3 uses 100 until 2026-12-31"));
        Assert.Equal(expected, Read("spring  20%\nUNTIL 2026-12-31 Uses 100 First 3"));
    }

    [Fact]
    public void An_amount_is_taken_off_in_dollars_and_cents() =>
        Assert.Equal(
            new CouponDraft("FIVE5", null, Amount<Usd>.Parse("5.50"), null, null, null),
            Read("FIVE5 5.50")
        );

    [Fact]
    public void The_last_day_counts_to_its_end() =>
        Assert.NotNull(Read("TODAY 1% until 2026-11-25"));

    [Theory]
    [InlineData("")]
    [InlineData("SPRING")]
    [InlineData("AB 20%")]
    [InlineData("SPRING! 20%")]
    [InlineData("SPRING 0%")]
    [InlineData("SPRING 101%")]
    [InlineData("SPRING 20.5%")]
    [InlineData("SPRING 0")]
    [InlineData("SPRING -1")]
    [InlineData("SPRING 5.001")]
    [InlineData("SPRING 10000")]
    [InlineData("SPRING 20% first")]
    [InlineData("SPRING 20% first 0")]
    [InlineData("SPRING 20% first 1 first 2")]
    [InlineData("SPRING 20% often 3")]
    [InlineData("SPRING 20% uses 1000001")]
    [InlineData("SPRING 20% until 2026-11-24")]
    [InlineData("SPRING 20% until 31.12.2026")]
    [InlineData("SPRING 20% until 9999-12-31")]
    public void What_is_written_otherwise_or_of_no_use_is_none(string text) =>
        Assert.Null(Read(text));

    private static CouponDraft? Read(string text) => CouponDraft.Read(text, Noon);
}
