using System.Text;
using CsCheck;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Server.Updates;

namespace Pgp.UnitTests.Server;

public sealed class StartPayloadTests
{
    // -1001234567890, as the links posted in channels carry it.
    private const string OldChannel = "LTEwMDEyMzQ1Njc4OTA=";
    private static readonly OpenChannelId Channel = new(-1001234567890);

    [Fact]
    public void A_subscription_link_names_the_channel_and_the_tier() =>
        Assert.Equal(new StartPayload.Tier("Ab3dEf6hIj9k", 2), StartPayload.Of("s_Ab3dEf6hIj9k_2"));

    [Fact]
    public void A_donation_link_names_the_channel() =>
        Assert.Equal(new StartPayload.Donation("Ab3dEf6hIj9k"), StartPayload.Of("d_Ab3dEf6hIj9k"));

    [Theory]
    [InlineData("9d99", "9.99")]
    [InlineData("5d0", "5")]
    [InlineData("5d00", "5")]
    [InlineData("12", "12")]
    public void An_old_link_tells_channel_price_and_days(string written, string price) =>
        Assert.Equal(
            new StartPayload.OldTier(Channel, Amount<Usd>.Parse(price), 30),
            StartPayload.Of($"{OldChannel}_{written}_30")
        );

    [Theory]
    [InlineData("LTEwMDEyMzQ1Njc4OTA=")]
    [InlineData("LTEwMDEyMzQ1Njc4OTA")]
    public void An_old_link_is_read_with_and_without_padding(string channel) =>
        Assert.Equal(new StartPayload.OldDonation(Channel), StartPayload.Of($"{channel}_DONATE"));

    [Fact]
    public void An_old_link_without_days_leaves_the_days_open() =>
        Assert.Equal(
            new StartPayload.OldTier(Channel, Amount<Usd>.Parse("9.99"), null),
            StartPayload.Of($"{OldChannel}_9d99")
        );

    [Theory]
    [InlineData("x", "30")]
    [InlineData("d", "30")]
    [InlineData("-5", "30")]
    [InlineData("1e3", "30")]
    [InlineData("9d99d9", "30")]
    public void An_unreadable_price_of_an_old_link_is_left_open(string price, string days) =>
        Assert.Equal(
            new StartPayload.OldTier(Channel, null, 30),
            StartPayload.Of($"{OldChannel}_{price}_{days}")
        );

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("s_short_1")]
    [InlineData("s_Ab3dEf6hIj9k")]
    [InlineData("s_Ab3dEf6hIj9k_x")]
    [InlineData("s_Ab3dEf6hIj9k_-1")]
    [InlineData("s_Ab3dEf6hIj9k_1_2")]
    [InlineData("d_tooLongForALinkCode1")]
    [InlineData("MTAwMTIz_9d99_30")]
    [InlineData("bm90IGEgbnVtYmVy_9d99_30")]
    [InlineData("_DONATE")]
    [InlineData("payment_success")]
    public void Anything_else_is_unknown(string payload) =>
        Assert.IsType<StartPayload.Unknown>(StartPayload.Of(payload));

    [Fact]
    public void Every_channel_id_survives_the_old_encoding() =>
        Gen.Long[-(1L << 52), -1]
            .Sample(id =>
            {
                var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{id}"));
                Assert.Equal(
                    new StartPayload.OldDonation(new OpenChannelId(id)),
                    StartPayload.Of($"{encoded}_DONATE")
                );
            });

    [Fact]
    public void No_text_makes_the_decoder_throw() =>
        Gen.String.Sample(text => Assert.NotNull(StartPayload.Of(text)));

    [Fact]
    public void A_start_command_carries_its_payload() =>
        Assert.Equal(
            new StartPayload.Donation("Ab3dEf6hIj9k"),
            StartPayload.OfWords(["/start", "d_Ab3dEf6hIj9k"])
        );

    [Fact]
    public void A_start_command_alone_carries_none() =>
        Assert.IsType<StartPayload.None>(StartPayload.OfWords(["/start"]));

    [Fact]
    public void A_start_command_with_several_words_carries_nothing_known() =>
        Assert.IsType<StartPayload.Unknown>(
            StartPayload.OfWords(["/start", "d_Ab3dEf6hIj9k", "x"])
        );

    [Fact]
    public void The_newer_links_name_tiers_coupons_gifts_and_orders()
    {
        Assert.Equal(new StartPayload.Tiers("Ab3dEf6hIj9k"), StartPayload.Of("t_Ab3dEf6hIj9k"));
        Assert.Equal(new StartPayload.Tiers("Ab3dEf6hIj9k"), StartPayload.Of("r_Ab3dEf6hIj9k"));
        Assert.Equal(
            new StartPayload.Coupon("Ab3dEf6hIj9k", "SPRING25"),
            StartPayload.Of("c_Ab3dEf6hIj9k_spring25")
        );
        Assert.Equal(new StartPayload.Gift("Ab3dEf6hIj9k"), StartPayload.Of("g_Ab3dEf6hIj9k"));
        var order = OrderId.New(TimeProvider.System);
        Assert.Equal(new StartPayload.Resume(order), StartPayload.Of($"o_{order.Value:n}"));
    }
}
