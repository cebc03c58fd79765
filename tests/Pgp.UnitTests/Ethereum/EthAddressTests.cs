using CsCheck;
using Pgp.Adapters.Ethereum;

namespace Pgp.UnitTests.Ethereum;

public class EthAddressTests
{
    [Theory]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359")]
    [InlineData("0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB")]
    [InlineData("0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb")]
    [InlineData(Known.Sender)]
    [InlineData(Known.Usdt)]
    public void The_checksum_of_eip_55_is_written_and_read(string text)
    {
        Assert.Equal(text, EthAddress.Parse(text).ToString());
        Assert.Equal(text, EthAddress.Parse(text.ToLowerInvariant()).ToString());
        Assert.Equal(text, EthAddress.Parse("0x" + text[2..].ToUpperInvariant()).ToString());
    }

    [Fact]
    public void Every_address_reads_back_as_it_was_written() =>
        Known.Addresses.Sample(address =>
        {
            Assert.Equal(address, EthAddress.Parse(address.ToString()));
            Assert.Equal(address, EthAddress.Parse(address.ToLowerHex()));
            Assert.Equal(address, new EthAddress(address.ToArray()));
        });

    [Fact]
    public void One_letter_in_the_wrong_case_is_refused_wherever_it_stands() =>
        Gen.Select(Known.Addresses, Gen.Int[2, 41])
            .Sample(
                (address, position) =>
                {
                    var letters = address.ToString().ToCharArray();
                    letters[position] ^= (char)0x20;
                    var text = new string(letters);
                    var digits = text[2..];
                    var isMixed =
                        digits.Any(char.IsAsciiLetterLower) && digits.Any(char.IsAsciiLetterUpper);
                    var wasLetter = char.IsAsciiLetter(letters[position]);
                    Assert.Equal(wasLetter && !isMixed, EthAddress.TryParse(text, out _));
                }
            );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("0X5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed0")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe ")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAez")]
    [InlineData("0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    public void What_is_no_address_is_refused(string? text) =>
        Assert.False(EthAddress.TryParse(text, out _));

    [Fact]
    public void Parse_says_why()
    {
        var refused = Assert.Throws<FormatException>(() => EthAddress.Parse("nowhere"));
        Assert.Equal("not an address, or its EIP-55 checksum is wrong", refused.Message);
    }
}
