using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Signing;

namespace Pgp.UnitTests.Ethereum;

public class LocalKeySignerTests
{
    private const string Order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";

    [Fact]
    public void The_address_follows_from_the_key()
    {
        Assert.Equal(EthAddress.Parse(Known.Sender), Known.Signer.Address);
        Assert.Equal(EthAddress.Parse(Known.Sender), LocalKeySigner.Parse(Known.Key[2..]).Address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff")]
    [InlineData("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff8z")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(Order)]
    public void What_is_no_key_is_refused_without_being_repeated(string text)
    {
        var refused = Assert.Throws<FormatException>(() => LocalKeySigner.Parse(text));
        Assert.Equal("a private key is 64 hexadecimal digits from 1 to n − 1", refused.Message);
    }

    [Fact]
    public void Bytes_that_are_no_key_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new LocalKeySigner(new byte[31]));
        Assert.Throws<ArgumentException>(() => new LocalKeySigner(new byte[32]));
    }

    [Fact]
    public void The_text_form_names_the_address_and_not_the_key() =>
        Assert.Equal($"local key of {Known.Sender}", Known.Signer.ToString());
}
