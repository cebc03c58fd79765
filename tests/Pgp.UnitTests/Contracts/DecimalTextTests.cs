using System.Globalization;
using System.Numerics;
using CsCheck;
using Pgp.Contracts.Money;

namespace Pgp.UnitTests.Contracts;

public sealed class DecimalTextTests
{
    private static readonly Gen<BigInteger> AnyAmount = Gen.Select(
        Gen.ULong,
        Gen.ULong,
        Gen.Bool,
        (high, low, negative) =>
        {
            var size = ((BigInteger)high << 64) + low;
            return negative ? -size : size;
        }
    );

    [Fact]
    public void What_is_written_is_read_back() =>
        Gen.Select(AnyAmount, Gen.Int[0, 18])
            .Sample(
                (atomic, decimals) =>
                {
                    var text = DecimalText.FromAtomic(atomic, decimals);
                    Assert.True(DecimalText.TryToAtomic(text, decimals, out var read));
                    Assert.Equal(atomic, read);
                }
            );

    [Fact]
    public void What_is_written_has_no_exponent_and_no_idle_digits() =>
        Gen.Select(AnyAmount, Gen.Int[0, 18])
            .Sample(
                (atomic, decimals) =>
                    Assert.Matches(
                        @"^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$",
                        DecimalText.FromAtomic(atomic, decimals)
                    )
            );

    [Fact]
    public void Cutting_finer_digits_never_raises_an_amount() =>
        Gen.Select(Gen.ULong, Gen.Int[0, 18], Gen.Int[0, 18])
            .Sample(
                (atomic, written, wanted) =>
                {
                    var text = DecimalText.FromAtomic(atomic, written);
                    Assert.True(DecimalText.TryToAtomicRoundedDown(text, wanted, out var cut));
                    var back = cut * BigInteger.Pow(10, 18 - wanted);
                    var whole = atomic * BigInteger.Pow(10, 18 - written);
                    Assert.InRange(whole - back, 0, BigInteger.Pow(10, 18 - wanted) - 1);
                }
            );

    [Theory]
    [InlineData("12.5", 6, "12500000")]
    [InlineData("1.25e1", 6, "12500000")]
    [InlineData("2E-05", 18, "20000000000000")]
    [InlineData("1e+3", 0, "1000")]
    [InlineData("0.0041", 18, "4100000000000000")]
    [InlineData("1000000000000.000000000000000001", 18, "1000000000000000000000000000001")]
    [InlineData("1e12", 18, "1000000000000000000000000000000")]
    [InlineData("1.50", 1, "15")]
    [InlineData("007", 0, "7")]
    [InlineData("-0.1", 1, "-1")]
    [InlineData("-0", 6, "0")]
    [InlineData("1e60", 0, "1000000000000000000000000000000000000000000000000000000000000")]
    public void Digits_and_exponents_are_read_exactly(string text, int decimals, string atomic)
    {
        Assert.True(DecimalText.TryToAtomic(text, decimals, out var read));
        Assert.Equal(BigInteger.Parse(atomic, CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData("0.0000001", 6, "0")]
    [InlineData("1.9999999", 6, "1999999")]
    [InlineData("1e-7", 6, "0")]
    [InlineData("12345e-2", 0, "123")]
    public void Digits_finer_than_the_unit_are_refused_or_cut(string text, int decimals, string cut)
    {
        Assert.False(DecimalText.TryToAtomic(text, decimals, out _));
        Assert.True(DecimalText.TryToAtomicRoundedDown(text, decimals, out var read));
        Assert.Equal(BigInteger.Parse(cut, CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("+1")]
    [InlineData("--1")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1_000")]
    [InlineData("0x10")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e 5")]
    [InlineData("1e5e5")]
    [InlineData("1e5.0")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("١")]
    public void What_is_no_plain_number_is_refused(string? text) =>
        Assert.False(DecimalText.TryToAtomicRoundedDown(text, 18, out _));

    [Theory]
    [InlineData("1e61")]
    [InlineData("1e-61")]
    [InlineData("1e2147483647")]
    [InlineData("1e-2147483648")]
    [InlineData("1e99999999999999999999")]
    public void An_exponent_out_of_reason_is_refused_without_arithmetic(string text) =>
        Assert.False(DecimalText.TryToAtomicRoundedDown(text, 18, out _));

    [Fact]
    public void A_text_longer_than_any_amount_is_refused()
    {
        Assert.True(DecimalText.TryToAtomic(new string('9', 100), 18, out _));
        Assert.False(DecimalText.TryToAtomic(new string('9', 101), 18, out _));
    }
}
