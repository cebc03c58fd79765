using System.Numerics;
using CsCheck;
using Pgp.Adapters.Ethereum.Encoding;

namespace Pgp.UnitTests.Ethereum;

public class HexTests
{
    [Theory]
    [InlineData(0, "0x0")]
    [InlineData(7, "0x7")]
    [InlineData(8, "0x8")]
    [InlineData(255, "0xff")]
    [InlineData(256, "0x100")]
    [InlineData(21_000, "0x5208")]
    public void A_quantity_has_no_leading_zeros(int value, string text) =>
        Assert.Equal(text, Hex.Quantity(value));

    [Fact]
    public void A_quantity_is_never_negative() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Hex.Quantity(BigInteger.MinusOne));

    [Fact]
    public void A_quantity_reads_back_as_it_was_written() =>
        Gen
            .Byte.Array[0, 32]
            .Sample(bytes =>
            {
                var value = new BigInteger(bytes, isUnsigned: true);
                Assert.True(Hex.TryParseQuantity(Hex.Quantity(value), out var read));
                Assert.Equal(value, read);
            });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("10")]
    [InlineData("0xg")]
    [InlineData("0x-1")]
    [InlineData("0x 1")]
    [InlineData("-0x1")]
    public void What_is_no_quantity_is_refused(string? text) =>
        Assert.False(Hex.TryParseQuantity(text, out _));

    [Fact]
    public void A_quantity_wider_than_a_word_is_refused() =>
        Assert.False(Hex.TryParseQuantity("0x1" + new string('0', 64), out _));

    [Fact]
    public void Data_reads_back_as_it_was_written() =>
        Gen
            .Byte.Array[0, 100]
            .Sample(bytes =>
            {
                Assert.True(Hex.TryParseData(Hex.Data(bytes), out var read));
                Assert.Equal(bytes, read);
            });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0x0")]
    [InlineData("0xzz")]
    public void What_is_no_data_is_refused(string? text) =>
        Assert.False(Hex.TryParseData(text, out _));
}
