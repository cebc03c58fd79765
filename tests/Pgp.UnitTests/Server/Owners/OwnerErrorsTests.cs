using Pgp.Channels;
using Pgp.Channels.Wallets;
using Pgp.Server.Owners;
using Pgp.Texts;

namespace Pgp.UnitTests.Server.Owners;

public sealed class OwnerErrorsTests
{
    public static TheoryData<string> Languages => [.. Language.All.Select(one => one.Code)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Whatever_is_wrong_with_a_wallet_is_said_in_the_owners_words(string language)
    {
        var say = Speech.In(Language.Of(language));
        string[] ofAddress =
        [
            WalletCodes.Malformed,
            WalletCodes.WrongNetwork,
            WalletCodes.BadChecksum,
            WalletCodes.TestNetwork,
            WalletCodes.UnsupportedForm,
            WalletCodes.ZeroAddress,
            WalletCodes.LooksLikeSecret,
        ];
        string[] ofMemo = [WalletCodes.MemoMalformed, WalletCodes.MemoNotExpected];

        string[] said =
        [
            .. ofAddress.Select(code => Said("payout_address", code)),
            .. ofMemo.Select(code => Said("payout_extra_id", code)),
            Said("payout_coin", WalletCodes.UnknownPair),
        ];

        Assert.Equal(said.Length, said.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(said, text => text.Contains("English", StringComparison.Ordinal));
        Assert.Equal(
            Said("payout_address", WalletCodes.LooksLikeSecret),
            Said("payout_extra_id", WalletCodes.LooksLikeSecret)
        );

        string Said(string field, string code) =>
            OwnerErrors.Of(say, new FieldError(field, code, "English")).Html;
    }
}
