using System.Text;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Encoding;

namespace Pgp.UnitTests.Ethereum;

public class DigestTests
{
    [Theory]
    [InlineData("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")]
    public void Keccak_is_the_one_of_ethereum_and_not_sha3(string text, string expected) =>
        Assert.Equal("0x" + expected, Keccak.Hash(Encoding.ASCII.GetBytes(text)).ToString());

    [Fact]
    public void The_checksum_is_that_of_castagnoli() =>
        Assert.Equal(0xe3069283, Crc32C.Of("123456789"u8));

    [Fact]
    public void A_hash_reads_back_as_it_was_written()
    {
        var hash = Keccak.Hash("anything"u8);
        Assert.Equal(hash, Hash32.Parse(hash.ToString()));
        Assert.Equal(hash, new Hash32(hash.ToArray()));
        Assert.NotEqual(hash, Keccak.Hash("something else"u8));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0x")]
    [InlineData("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a4")]
    public void What_is_no_hash_is_refused(string? text) =>
        Assert.False(Hash32.TryParse(text, out _));
}
