using System.Text;
using Pgp.Channels;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;
using Pgp.Server.Owners;
using Pgp.Server.Updates;

namespace Pgp.UnitTests.Server.Owners;

public sealed class OwnerKeyTests
{
    // The longest that the database takes.
    private const string Code = "Ab3dEf6hIj9kLm2n";
    private const int BytesMax = 64;

    private static IReadOnlyList<OwnerKey> All { get; } =
    [
        .. OwnerWords.Plain.Select(word => new OwnerKey.Plain(word)),
        .. OwnerWords.OfChannel.Select(word => new OwnerKey.OfChannel(word, Code)),
        new OwnerKey.Chat(IsOpen: true, -1009007199254740992),
        new OwnerKey.Chat(IsOpen: false, -1009007199254740992),
        new OwnerKey.DraftCoin(Coin.Of("usdt", "trx")),
        new OwnerKey.Tier(Code, 3, IsDropped: false),
        new OwnerKey.Tier(Code, 1, IsDropped: true),
        .. ChannelField.All.Select(field => new OwnerKey.Field(Code, field, IsCleared: true)),
        new OwnerKey.Field(Code, ChannelField.TrialDays, IsCleared: false),
        .. OwnerWords.Events.Select(kind => new OwnerKey.Mute(Code, kind, IsMuted: true)),
        new OwnerKey.Mute(Code, OwnerEvent.DonationPaid, IsMuted: false),
        new OwnerKey.EndCoupon(Code, CouponId.New(TimeProvider.System)),
        new OwnerKey.WalletCoin(Code, Coin.Of(new string('a', 20), new string('b', 20))),
        new OwnerKey.CancelWallet(WalletChangeId.New(TimeProvider.System)),
    ];

    [Fact]
    public void A_key_is_read_as_it_was_written_and_fits_into_a_button() =>
        Assert.All(
            All,
            key =>
            {
                var text = key.ToString();
                Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, BytesMax);
                Assert.Equal(key, OwnerKey.Of(text));
                Assert.Null(ButtonData.Of(text));
            }
        );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("w")]
    [InlineData("w:")]
    [InlineData("w:q")]
    [InlineData("w:s:short")]
    [InlineData("w:s:Ab3dEf6hIj9k:more")]
    [InlineData("w:o:1001")]
    [InlineData("w:o:-99999999999999999999")]
    [InlineData("w:te:Ab3dEf6hIj9k:4")]
    [InlineData("w:te:Ab3dEf6hIj9k:٣")]
    [InlineData("w:f:Ab3dEf6hIj9k:payout_address")]
    [InlineData("w:f:Ab3dEf6hIj9k:owner_user_id")]
    [InlineData("w:m0:Ab3dEf6hIj9k:RemovalFailed")]
    [InlineData("w:m0:Ab3dEf6hIj9k:0")]
    [InlineData("w:ke:Ab3dEf6hIj9k:cpn_1")]
    [InlineData("w:wk:Ab3dEf6hIj9k:usdt")]
    [InlineData("w:wx:wch_1")]
    [InlineData("s:Ab3dEf6hIj9k:1")]
    public void Everything_else_is_no_key(string? data) => Assert.Null(OwnerKey.Of(data));
}
