using Pgp.Channels;
using Pgp.Contracts.Money;
using Pgp.Server.Owners;

namespace Pgp.UnitTests.Server.Owners;

public sealed class OwnerQuestionTests
{
    private const string Code = "Ab3dEf6hIj9k";

    private static readonly Coin Ton = Coin.Of("ton", "ton");

    private static IReadOnlyList<OwnerQuestion> All { get; } =
    [
        new OwnerQuestion.Draft(),
        new OwnerQuestion.Tier(Code, 2),
        .. ChannelField.All.Select(field => new OwnerQuestion.Field(Code, field)),
        new OwnerQuestion.Coupon(Code),
        new OwnerQuestion.WalletCoin(Code),
        new OwnerQuestion.WalletAddress(Code, Ton),
        new OwnerQuestion.WalletMemo(Code, Ton, "UQabc_def-ghi"),
        new OwnerQuestion.WalletEnd(Code, new Wallet(Ton, "UQabc_def-ghi", "77:x")),
        new OwnerQuestion.WalletEnd(Code, new Wallet(Ton, "UQabc_def-ghi", null)),
    ];

    [Fact]
    public void A_question_is_found_again_behind_a_restart() =>
        Assert.All(All, asked => Assert.Equal(asked, OwnerQuestion.Of(asked.ToString())));
}
