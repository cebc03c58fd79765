using System.Text;
using Pgp.Contracts.Money;
using Pgp.Server.Donating;
using Pgp.Server.Updates;
using Pgp.Texts;

namespace Pgp.UnitTests.Server;

public sealed class ButtonDataTests
{
    private const string LongestCode = "Ab3dEf6hIj9kLm0n";

    public static TheoryData<string> Written =>
        [
            new ButtonData.Tier(LongestCode, 3).ToString(),
            new ButtonData.Donation(LongestCode, Amount<Usd>.Parse("9999.99")).ToString(),
            new ButtonData.Retry(OrderId.New(TimeProvider.System)).ToString(),
            new ButtonData.CouponTier(LongestCode, 3, "ABCDEFGHIJKLMNOPQRST").ToString(),
            new ButtonData.GiftTier(LongestCode, 3).ToString(),
            new ButtonData.Gifts(LongestCode).ToString(),
            new ButtonData.Trial(LongestCode).ToString(),
            new ButtonData.Renew(LongestCode).ToString(),
            new ButtonData.Donate(LongestCode).ToString(),
            new ButtonData.DonorMessage(OrderId.New(TimeProvider.System)).ToString(),
            new ButtonData.DonorName(OrderId.New(TimeProvider.System)).ToString(),
            new ButtonData.Reissue(SubscriptionId.New(TimeProvider.System)).ToString(),
            new ButtonData.LetEnd(SubscriptionId.New(TimeProvider.System)).ToString(),
            new ButtonData.Speak(Language.Portuguese).ToString(),
        ];

    [Theory]
    [MemberData(nameof(Written))]
    public void What_a_button_carries_is_read_back(string data) =>
        Assert.Equal(data, ButtonData.Of(data)?.ToString());

    [Theory]
    [MemberData(nameof(Written))]
    public void A_button_carries_at_most_64_bytes(string data) =>
        Assert.InRange(Encoding.UTF8.GetByteCount(data), 1, 64);

    [Fact]
    public void A_donation_is_written_in_cents() =>
        Assert.Equal(
            "d:Ab3dEf6hIj9k:499",
            new ButtonData.Donation("Ab3dEf6hIj9k", Amount<Usd>.Parse("4.99")).ToString()
        );

    [Fact]
    public void Cents_are_read_as_dollars() =>
        Assert.Equal(
            new ButtonData.Donation("Ab3dEf6hIj9k", Amount<Usd>.Parse("25")),
            ButtonData.Of("d:Ab3dEf6hIj9k:2500")
        );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("d:Ab3dEf6hIj9k")]
    [InlineData("d:Ab3dEf6hIj9k:")]
    [InlineData("d:Ab3dEf6hIj9k:-500")]
    [InlineData("d:Ab3dEf6hIj9k:5.00")]
    [InlineData("d:Ab3dEf6hIj9k:99999999999")]
    [InlineData("d:no:500")]
    [InlineData("s:Ab3dEf6hIj9k:x")]
    [InlineData("r:0199")]
    [InlineData("r:pay_01990000000070008000000000000000")]
    [InlineData("x:Ab3dEf6hIj9k:1")]
    public void Foreign_data_is_refused(string? data) => Assert.Null(ButtonData.Of(data));

    [Theory]
    [InlineData("4.98", false)]
    [InlineData("4.99", true)]
    [InlineData("9999.99", true)]
    [InlineData("10000", false)]
    public void A_donation_has_limits(string amount, bool isAllowed) =>
        Assert.Equal(isAllowed, Donations.IsAllowed(Amount<Usd>.Parse(amount)));
}
