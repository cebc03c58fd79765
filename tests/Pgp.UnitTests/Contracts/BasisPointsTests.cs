using System.Globalization;
using CsCheck;
using Pgp.Contracts.Money;

namespace Pgp.UnitTests.Contracts;

public sealed class BasisPointsTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("3", 300)]
    [InlineData("2.75", 275)]
    [InlineData("0.01", 1)]
    [InlineData("100", 10_000)]
    public void Percent_are_read_as_people_write_them(string text, int points)
    {
        Assert.True(BasisPoints.TryParsePercent(text, out var share));
        Assert.Equal(new BasisPoints(points), share);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("3 %")]
    [InlineData("-1")]
    [InlineData("100.01")]
    [InlineData("2.755")]
    public void No_percentage_is_no_share(string? text) =>
        Assert.False(BasisPoints.TryParsePercent(text, out _));

    [Theory]
    [InlineData(-1)]
    [InlineData(10_001)]
    public void A_share_is_between_nothing_and_the_whole(int points) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BasisPoints(points));

    [Fact]
    public void What_is_shown_is_the_share() =>
        Gen.Int[0, BasisPoints.PerWhole]
            .Sample(points =>
            {
                var shown = new BasisPoints(points).ToString();
                Assert.EndsWith(" %", shown, StringComparison.Ordinal);
                var percent = decimal.Parse(shown[..^2], CultureInfo.InvariantCulture);
                Assert.Equal(points, percent * 100m);
            });
}
