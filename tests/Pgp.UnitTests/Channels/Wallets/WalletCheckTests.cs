using Pgp.Channels;
using Pgp.Contracts.Money;

namespace Pgp.UnitTests.Channels.Wallets;

public sealed class WalletCheckTests
{
    [Theory]
    [InlineData("eth@eth", "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "bad_checksum")]
    [InlineData("usdt@eth", Published.Tron, "wrong_network")]
    [InlineData("ltc@ltc", Published.Litecoin, null)]
    [InlineData("ltc@ltc", Published.BitcoinScript, null)]
    public void S23_addresses_are_judged_by_their_network(string coin, string text, string? code)
    {
        var (wallet, errors) = Check(coin, text);
        Assert.Equal(code, errors.SingleOrDefault()?.Code);
        Assert.Equal(code is null ? text : "", wallet.Address);
    }

    [Fact]
    public void Blanks_around_what_was_pasted_are_cut_and_the_form_is_the_usual_one()
    {
        var (wallet, errors) = Check("usdt@base", $" {Published.Evm.ToLowerInvariant()}\n");
        Assert.Empty(errors);
        Assert.Equal(new Wallet(Coin.Of("usdt", "base"), Published.Evm, null), wallet);
    }

    [Theory]
    [InlineData("dot@dot")]
    [InlineData("matic@matic")]
    [InlineData("usdt@avax")]
    [InlineData("near@near")]
    [InlineData("usd@fiat")]
    public void A_pair_that_nobody_is_paid_in_is_refused(string coin)
    {
        var (_, errors) = Check(coin, Published.Evm);
        var error = Assert.Single(errors);
        Assert.Equal(("payout_coin", "unknown_pair"), (error.Field, error.Code));
    }

    [Theory]
    [InlineData(
        "trx@trx",
        Published.Evm,
        "This looks like an address of Ethereum, Base, BNB Smart Chain, Polygon, not of TRON."
    )]
    [InlineData(
        "btc@btc",
        Published.Litecoin,
        "This looks like an address of Litecoin, not of Bitcoin."
    )]
    [InlineData(
        "doge@doge",
        Published.BitcoinScript,
        "This looks like an address of Bitcoin, Litecoin, Bitcoin Cash, not of Dogecoin."
    )]
    [InlineData(
        "eth@eth",
        "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u",
        "This looks like an address of TRON, not of Ethereum."
    )]
    public void Another_network_is_named(string coin, string text, string message)
    {
        var error = Assert.Single(Check(coin, text).Errors);
        Assert.Equal(("wrong_network", message), (error.Code, error.Message));
    }

    [Theory]
    [InlineData("btc@btc", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", "bad_checksum")]
    [InlineData("btc@btc", "", "malformed")]
    [InlineData("btc@btc", "my wallet", "malformed")]
    [InlineData("btc@btc", "аbc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "malformed")]
    [InlineData("trx@trx", "T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb", "zero_address")]
    public void What_is_wrong_has_a_code_of_its_own(string coin, string text, string code) =>
        Assert.Equal(code, Assert.Single(Check(coin, text).Errors).Code);

    [Theory]
    [InlineData("xrp@xrp", Published.Xrp, "0", "0")]
    [InlineData("xrp@xrp", Published.Xrp, " 4294967295 ", "4294967295")]
    [InlineData("xrp@xrp", Published.Xrp, "007", "7")]
    [InlineData("xlm@xlm", Published.Stellar, "18446744073709551615", "18446744073709551615")]
    [InlineData(
        "xlm@xlm",
        Published.Stellar,
        "1234567890123456789012345678",
        "1234567890123456789012345678"
    )]
    [InlineData("ton@ton", Published.Ton, "deposit:77-x", "deposit:77-x")]
    [InlineData("usdt@ton", Published.Ton, "", null)]
    [InlineData("eth@eth", Published.Evm, " ", null)]
    public void A_memo_goes_with_the_address(string coin, string text, string memo, string? stored)
    {
        var (wallet, errors) = Check(coin, text, memo);
        Assert.Empty(errors);
        Assert.Equal(stored, wallet.ExtraId);
    }

    [Theory]
    [InlineData("xrp@xrp", Published.Xrp, "4294967296", "memo_malformed")]
    [InlineData("xrp@xrp", Published.Xrp, "-1", "memo_malformed")]
    [InlineData("xrp@xrp", Published.Xrp, "1.0", "memo_malformed")]
    [InlineData("xrp@xrp", Published.Xrp, "mine", "memo_malformed")]
    [InlineData("xlm@xlm", Published.Stellar, "12345678901234567890123456789", "memo_malformed")]
    [InlineData("xlm@xlm", Published.Stellar, "two words", "memo_malformed")]
    [InlineData("ton@ton", Published.Ton, "мемо", "memo_malformed")]
    [InlineData("eth@eth", Published.Evm, "77", "memo_not_expected")]
    [InlineData("trx@trx", Published.Tron, "77", "memo_not_expected")]
    [InlineData(
        "xlm@xlm",
        Published.Stellar,
        "4c0883a69102937d6231471b5dbb6204fe512961708279f8a1b2c3d4e5f60718",
        "looks_like_secret"
    )]
    public void A_wrong_memo_is_refused(string coin, string text, string memo, string code)
    {
        var error = Assert.Single(Check(coin, text, memo).Errors);
        Assert.Equal(("payout_extra_id", code), (error.Field, error.Code));
    }

    [Fact]
    public void A_comment_has_as_many_signs_as_its_column()
    {
        Assert.Empty(Check("ton@ton", Published.Ton, new string('z', 64)).Errors);
        Assert.Equal(
            "memo_malformed",
            Assert.Single(Check("ton@ton", Published.Ton, new string('z', 65)).Errors).Code
        );
    }

    private static (Wallet Wallet, List<FieldError> Errors) Check(
        string coin,
        string address,
        string? memo = null
    )
    {
        var errors = new List<FieldError>();
        return (new WalletCheck(errors).Run(coin, address, memo), errors);
    }
}
