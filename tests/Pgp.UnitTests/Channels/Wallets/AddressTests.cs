using CsCheck;
using Pgp.Channels.Wallets;

namespace Pgp.UnitTests.Channels.Wallets;

public sealed class AddressTests
{
    private const string Signs =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ:-_+/";

    [Theory]
    [MemberData(nameof(Published.All), MemberType = typeof(Published))]
    public void A_published_address_is_accepted(string network, string text, string stored) =>
        Assert.Equal(new AddressVerdict.Good(stored), Read(network, text));

    [Theory]
    [MemberData(nameof(Published.All), MemberType = typeof(Published))]
    public void What_is_stored_reads_as_itself(string network, string text, string stored)
    {
        Assert.NotEmpty(text);
        Assert.Equal(new AddressVerdict.Good(stored), Read(network, stored));
    }

    [Theory]
    [MemberData(nameof(Published.All), MemberType = typeof(Published))]
    public void No_single_sign_can_be_changed(string network, string text, string stored)
    {
        if (IsUnchecked(network, text))
        {
            return;
        }

        for (var i = 0; i < text.Length; i++)
        {
            foreach (var sign in Signs)
            {
                AssertNoOther(network, $"{text[..i]}{sign}{text[(i + 1)..]}", stored);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Published.All), MemberType = typeof(Published))]
    public void No_sign_can_be_lost_or_added_or_change_places(
        string network,
        string text,
        string stored
    )
    {
        if (IsUnchecked(network, text))
        {
            return;
        }

        for (var i = 0; i < text.Length; i++)
        {
            AssertNoOther(network, text.Remove(i, 1), stored);
            AssertNoOther(network, text.Insert(i, text[i..(i + 1)]), stored);
            if (i + 1 < text.Length)
            {
                AssertNoOther(
                    network,
                    $"{text[..i]}{text[i + 1]}{text[i]}{text[(i + 2)..]}",
                    stored
                );
            }
        }
    }

    [Fact]
    public void Of_the_mistakes_in_an_address_of_solana_few_are_not_seen()
    {
        var unseen = 0;
        for (var i = 0; i < Published.Solana.Length; i++)
        {
            foreach (var sign in "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
            {
                var text = $"{Published.Solana[..i]}{sign}{Published.Solana[(i + 1)..]}";
                unseen +=
                    text != Published.Solana && Read("sol", text) is AddressVerdict.Good ? 1 : 0;
            }
        }

        // 44 signs with 57 others each; one in sixteen numbers is a key.
        Assert.InRange(unseen, 1, 44 * 57 / 12);
    }

    [Fact]
    public void Whatever_is_typed_a_rule_has_an_answer() =>
        Gen.Select(Gen.OneOf([.. PayoutPairs.Networks]), Gen.String[Gen.Char, 0, 320])
            .Sample((network, text) => Assert.IsNotType<AddressVerdict.Good>(network.Read(text)));

    [Fact]
    public void Whatever_is_typed_of_signs_of_addresses_a_rule_has_an_answer() =>
        Gen.Select(
                Gen.OneOf([.. PayoutPairs.Networks]),
                Gen.OneOf("", "1", "3", "bc1q", "addr1", "bitcoincash:", "0x", "T", "r", "UQ"),
                Gen.String[Gen.Char[Signs], 0, 120]
            )
            .Sample(
                (network, start, rest) =>
                {
                    // Only an address of Ethereum in one case has nothing that could be wrong.
                    if (network.Id is not ("eth" or "base" or "bsc" or "matic" or "sol"))
                    {
                        Assert.IsNotType<AddressVerdict.Good>(network.Read(start + rest));
                    }
                }
            );

    [Theory]
    // BIP-350.
    [InlineData("btc", "tc1qw508d6qejxtdg4y5r3zarvary0c5xw7kg3g4ty", "foreign")]
    [InlineData(
        "btc",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
        "bad_checksum"
    )]
    [InlineData("btc", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh", "bad_checksum")]
    [InlineData("btc", "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4", "foreign")]
    [InlineData("btc", "BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R", "foreign")]
    [InlineData("btc", "bc1pw5dgrnzv", "foreign")]
    [InlineData("btc", "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P", "foreign")]
    [InlineData(
        "btc",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf",
        "foreign"
    )]
    [InlineData("btc", "bc1gmk9yu", "foreign")]
    [InlineData("btc", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3T4", "foreign")]
    [InlineData("btc", "BC1SW50QGDZ25J", "unsupported_form")]
    [InlineData("btc", "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", "test_network")]
    [InlineData("btc", "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn", "test_network")]
    [InlineData("btc", "1111111111111111111114oLvT2", "zero_address")]
    [InlineData(
        "ltc",
        "ltcmweb1qq20e2arnhvxw97katjkmsd35agw3capxjkrkh7dk8d30rczm8ypxuq329nwh2twmchhqn3jqh7ua4ps"
            + "539f6aazh79jy76urqht4qa59ts3at6gf",
        "unsupported_form"
    )]
    [InlineData("ltc", "tltc1qw508d6qejxtdg4y5r3zarvary0c5xw7klfsuq0", "test_network")]
    [InlineData(
        "bch",
        "bitcoincash:zr6m7j9njldwwzlg9v7v53unlr4jkmx6eycnjehshe",
        "unsupported_form"
    )]
    [InlineData("bch", "bchtest:pr6m7j9njldwwzlg9v7v53unlr4jkmx6eyvwc0uz5t", "test_network")]
    [InlineData("bch", "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6q", "bad_checksum")]
    [InlineData("eth", "0x0000000000000000000000000000000000000000", "zero_address")]
    [InlineData("trx", "T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb", "zero_address")]
    [InlineData("zec", "t2UNzUUx8mWBCRYPRezvA363EYXyEpHokyi", "test_network")]
    [InlineData(
        "zec",
        "zs1z7rejlpsa98s2rrrfkwmaxu53e4ue0ulcrw0h4x5g8jl04tak0d3mm47vdtahatqrlkngh9sly",
        "unsupported_form"
    )]
    [InlineData(
        "zec",
        "u1l9f0l4348negsncgr9pxd9d3qaxagmqv3lnexcplmufpq7muffvfaue6ksevfvd7wrz7xrvn95rc5zjtn7ugkm"
            + "gh5rnxswmcj30y0pw52pn0zjvy38rn2esfgve64rj5pcmazxgpyuj",
        "unsupported_form"
    )]
    [InlineData("xrp", "XV5sbjUmgPpvXv4ixFWZ5ptAYZ6PD2m4Er6SnvjVLpMWPjR", "unsupported_form")]
    [InlineData("xrp", "rrrrrrrrrrrrrrrrrrrrrhoLvTp", "zero_address")]
    [InlineData(
        "xlm",
        "MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVAAAAAAAAAAAAAJLK",
        "unsupported_form"
    )]
    [InlineData(
        "xlm",
        "CA3D5KRYM6CB7OWQ6TWYRR3Z4T7GNZLKERYNZGGA5SOAOPIFY6YQGAXE",
        "unsupported_form"
    )]
    [InlineData("xlm", "G47QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVP2I", "foreign")]
    [InlineData("xlm", "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGA", "bad_checksum")]
    [InlineData("ton", "kQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPgpP", "test_network")]
    [InlineData("ton", "Ef8zMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzM0vF", "unsupported_form")]
    [InlineData(
        "ton",
        "0:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e",
        "unsupported_form"
    )]
    [InlineData("ton", "EQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAM9c", "zero_address")]
    // Accounts of programs, of the tests of Solana's libraries.
    [InlineData("sol", "3gF2KMe9KiC6FNVBmfg9i267aMPvK37FewCip4eGBFcT", "unsupported_form")]
    [InlineData("sol", "HwRVBufQ4haG5XSgpspwKtNd3PC9GM9m1196uJW36vds", "unsupported_form")]
    [InlineData("sol", "11111111111111111111111111111111", "zero_address")]
    [InlineData(
        "xmr",
        "A2be3UvzMtkJtxRYgcCbQt2y7Rp2eLVGqNTWfZeankrWimSMM4y7uMP6B9oAZaHsXTj8KFSerkSkkVRuEuEca9QM"
            + "8VhxCNU",
        "test_network"
    )]
    [InlineData(
        "ada",
        "addr_test1vz2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzerspjrlsz",
        "test_network"
    )]
    [InlineData(
        "ada",
        "stake1uyehkck0lajq8gr28t9uxnuvgcqrc6070x3k9r8048z8y5gh6ffgw",
        "unsupported_form"
    )]
    [InlineData(
        "ada",
        "addr1gx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer5pnz75xxcrzqf96k",
        "unsupported_form"
    )]
    [InlineData(
        "ada",
        "addr1w8phkx6acpnf78fuvxn0mkew3l0fd058hzquvz7w36x4gtcyjy7wx",
        "unsupported_form"
    )]
    [InlineData(
        "ada",
        "Ae2tdPwUPEZFRbyhz3cpfC2CumGzNkFBN2L42rcUc2yjQpEkxDbkPodpMAi",
        "unsupported_form"
    )]
    public void What_is_not_paid_to_is_told_apart(string network, string text, string expected) =>
        Assert.Equal(
            expected,
            Read(network, text) switch
            {
                AddressVerdict.Refused(var code, _) => code,
                AddressVerdict.Foreign => "foreign",
                _ => "good",
            }
        );

    private static AddressVerdict Read(string network, string text) =>
        PayoutPairs.Networks.Single(one => one.Id == network).Read(text);

    // Solana has no checksum, and that of EIP-55 is in mixed case only.
    private static bool IsUnchecked(string network, string text) =>
        network == "sol"
        || (
            text.StartsWith("0x", StringComparison.Ordinal)
            && !(text[2..].Any(char.IsAsciiLetterLower) && text[2..].Any(char.IsAsciiLetterUpper))
        );

    private static void AssertNoOther(string network, string text, string stored)
    {
        if (Read(network, text) is AddressVerdict.Good(var address))
        {
            // Both alphabets of Base64, upper case of Bech32: still the same address.
            Assert.Equal(stored, address);
        }
    }
}
