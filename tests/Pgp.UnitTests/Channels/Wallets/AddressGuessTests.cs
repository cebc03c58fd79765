using Pgp.Channels.Wallets;

namespace Pgp.UnitTests.Channels.Wallets;

public sealed class AddressGuessTests
{
    [Theory]
    [MemberData(nameof(Published.All), MemberType = typeof(Published))]
    public void A_right_address_is_known_on_its_network(string network, string text, string stored)
    {
        Assert.NotEmpty(stored);
        var guess = AddressGuess.Of($" {text} ");
        Assert.True(guess.IsProven);
        Assert.Contains(network, guess.Networks.Select(one => one.Id));
    }

    [Theory]
    [InlineData(Published.Evm, "eth base bsc matic")]
    [InlineData(Published.Bitcoin, "btc bch")]
    [InlineData(Published.BitcoinScript, "btc ltc bch")]
    [InlineData(Published.BitcoinSegwit, "btc")]
    // As long as addresses of Solana can be.
    [InlineData(Published.Litecoin, "ltc")]
    [InlineData("M7zVKQKmtV5Rc7erVGVVC3khZbXxsS5HEX", "ltc")]
    [InlineData("1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu", "btc bch")]
    [InlineData(Published.Solana, "sol")]
    [InlineData(Published.Tron, "trx")]
    [InlineData(Published.Monero, "xmr")]
    public void All_networks_of_a_form_are_named_and_none_hides_another(string text, string all)
    {
        var guess = AddressGuess.Of(text);
        Assert.True(guess.IsProven);
        Assert.Equal(all, string.Join(' ', guess.Networks));
    }

    [Theory]
    [InlineData("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u", "trx")]
    [InlineData("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", "btc")]
    [InlineData("XV5sbjUmgPpvXv4ixFWZ5ptAYZ6PD2m4Er6SnvjVLpMWPjR", "xrp")]
    [InlineData("", "")]
    [InlineData("hello", "")]
    [InlineData(null, "")]
    public void What_only_looks_like_an_address_is_not_proven(string? text, string all)
    {
        var guess = AddressGuess.Of(text);
        Assert.False(guess.IsProven);
        Assert.Equal(all, string.Join(' ', guess.Networks));
    }
}
