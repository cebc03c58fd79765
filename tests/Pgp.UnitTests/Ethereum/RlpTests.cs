using System.Numerics;
using System.Text;
using CsCheck;
using Pgp.Adapters.Ethereum.Encoding;

namespace Pgp.UnitTests.Ethereum;

public class RlpTests
{
    [Theory]
    [InlineData(0, "80")]
    [InlineData(1, "01")]
    [InlineData(15, "0f")]
    [InlineData(127, "7f")]
    [InlineData(128, "8180")]
    [InlineData(1024, "820400")]
    public void Integers_are_written_as_the_yellow_paper_says(int value, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(Rlp.Integer(value)));

    [Fact]
    public void Integers_have_no_leading_zeros() =>
        Gen
            .Byte.Array[0, 32]
            .Sample(bytes =>
            {
                var value = new BigInteger(bytes, isUnsigned: true);
                var content = Content(Rlp.Integer(value));
                Assert.NotEqual(0, content.FirstOrDefault((byte)1));
                Assert.Equal(value, new BigInteger(content, isUnsigned: true, isBigEndian: true));
            });

    [Fact]
    public void A_negative_integer_has_no_form() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Rlp.Integer(BigInteger.MinusOne));

    [Fact]
    public void Strings_of_every_length_carry_their_length()
    {
        Assert.Equal([0x80], Rlp.Bytes([]));
        Assert.Equal([0x00], Rlp.Bytes([0x00]));
        Assert.Equal([0x83, .. "dog"u8], Rlp.Bytes("dog"u8));

        var short55 = Encoding.ASCII.GetBytes(new string('a', 55));
        Assert.Equal([0xb7, .. short55], Rlp.Bytes(short55));

        var long56 = Encoding.ASCII.GetBytes(new string('a', 56));
        Assert.Equal([0xb8, 56, .. long56], Rlp.Bytes(long56));

        var long1024 = Encoding.ASCII.GetBytes(new string('a', 1024));
        Assert.Equal([0xb9, 0x04, 0x00, .. long1024], Rlp.Bytes(long1024));
    }

    [Fact]
    public void Lists_carry_the_length_of_their_content()
    {
        var cat = Rlp.Bytes("cat"u8);
        var dog = Rlp.Bytes("dog"u8);
        Assert.Equal([0xc0], Rlp.List());
        Assert.Equal([0xc8, 0x83, .. "cat"u8, 0x83, .. "dog"u8], Rlp.List(cat, dog));
        Assert.Equal([0xc7, 0xc0, 0xc1, 0xc0, 0xc3, 0xc0, 0xc1, 0xc0], SetOfThree());
    }

    // The set-theoretical representation of three: [ [], [[]], [ [], [[]] ] ].
    private static byte[] SetOfThree()
    {
        var zero = Rlp.List();
        var one = Rlp.List(zero);
        return Rlp.List(zero, one, Rlp.List(zero, one));
    }

    private static byte[] Content(byte[] encoded) => encoded is [< 0x80] ? encoded : encoded[1..];
}
