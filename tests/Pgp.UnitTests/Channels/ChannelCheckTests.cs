using Pgp.Channels;
using Pgp.Contracts.Money;

namespace Pgp.UnitTests.Channels;

public sealed class ChannelCheckTests
{
    private static ChannelRequest Good { get; } =
        new(
            OpenChannelId: -1001,
            ClosedChannelId: -1002,
            OpenTitle: " Open ",
            ClosedTitle: "Closed",
            Tiers: [new TierRequest("9.99", 30), new TierRequest("50", 365)],
            PayoutStrategy: "instant",
            PayoutCoin: "usdt@eth",
            PayoutAddress: "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"
        );

    private static Amount<Usd> PriceMax { get; } = Amount<Usd>.Parse("1000");

    private static Amount<Usd> PayoutMax { get; } = Amount<Usd>.Parse("10000");

    [Fact]
    public void A_good_request_becomes_a_draft()
    {
        var (draft, errors) = Check(Good);

        Assert.Empty(errors);
        Assert.NotNull(draft);
        Assert.Equal("Open", draft.OpenTitle);
        Assert.Equal(Coin.Usdt, draft.Payout.Wallet.Coin);
        Assert.Equal("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", draft.Payout.Wallet.Address);
        Assert.Equal(new BasisPoints(200), draft.Tolerance);
        Assert.Equal(
            [
                new TierDraft(1, Amount<Usd>.Parse("9.99"), 30),
                new TierDraft(2, Amount<Usd>.Parse("50"), 365),
            ],
            draft.Tiers
        );
    }

    [Fact]
    public void An_empty_request_names_every_field_that_is_missing() =>
        Assert.Equal(
            [
                "open_channel_id",
                "closed_channel_id",
                "open_title",
                "closed_title",
                "tiers",
                "payout_strategy",
                "payout_coin",
                "payout_address",
            ],
            Check(new ChannelRequest()).Errors.Select(error => error.Field)
        );

    [Theory]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("-1")]
    [InlineData("9.999")]
    [InlineData("10000")]
    [InlineData("1e2")]
    [InlineData("1,50")]
    [InlineData("")]
    [InlineData(null)]
    public void A_wrong_price_is_refused(string? price) =>
        AssertRefused(
            Good with
            {
                Tiers = [new TierRequest(price, 30)],
            },
            "tiers[0].price_usd",
            "not_a_price"
        );

    [Fact]
    public void A_price_that_nobody_may_pay_at_once_is_refused_and_the_limit_itself_is_not()
    {
        AssertRefused(
            Good with
            {
                Tiers = [new TierRequest("1000", 30), new TierRequest("1000.01", 30)],
            },
            "tiers[1].price_usd",
            "above_limit"
        );
        var dear = Good with { Tiers = [new TierRequest("9999.99", 30)] };
        Assert.NotNull(ChannelCheck.Run(dear, ChannelLimits.None).Draft);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(null)]
    public void Wrong_days_are_refused(int? days) =>
        AssertRefused(
            Good with
            {
                Tiers = [new TierRequest("5", days)],
            },
            "tiers[0].days",
            "out_of_range"
        );

    [Fact]
    public void The_two_channels_must_differ() =>
        AssertRefused(Good with { ClosedChannelId = -1001 }, "closed_channel_id", "same_channel");

    [Fact]
    public void A_channel_id_is_negative() =>
        AssertRefused(Good with { OpenChannelId = 1001 }, "open_channel_id", "not_a_channel_id");

    [Fact]
    public void An_owner_may_collect_until_a_threshold()
    {
        var (draft, _) = Check(
            Good with
            {
                PayoutStrategy = "threshold",
                PayoutThresholdUsd = "20",
            }
        );
        Assert.Equal(
            ("threshold", Amount<Usd>.Parse("20")),
            (draft!.Payout.Strategy, draft.Payout.Threshold)
        );
    }

    [Theory]
    [InlineData("threshold", null, "out_of_range")]
    [InlineData("threshold", "", "out_of_range")]
    [InlineData("threshold", "19.999999", "out_of_range")]
    [InlineData("threshold", "1000000.01", "out_of_range")]
    [InlineData("threshold", "1e2x", "out_of_range")]
    [InlineData("threshold", "10000.01", "above_limit")]
    [InlineData("instant", "20", "not_expected")]
    public void A_threshold_is_within_bounds_and_only_where_there_is_one(
        string strategy,
        string? threshold,
        string code
    ) =>
        AssertRefused(
            Good with
            {
                PayoutStrategy = strategy,
                PayoutThresholdUsd = threshold,
            },
            "payout_threshold_usd",
            code
        );

    [Theory]
    [InlineData("0xF39fd6e51aad88f6f4ce6ab8827279cfffb92266", "bad_checksum")]
    [InlineData("0xf39fd6e51aad88f6f4ce6ab8827279cfffb9226", "malformed")]
    [InlineData("0x0000000000000000000000000000000000000000", "zero_address")]
    public void A_wrong_ethereum_address_is_refused(string address, string code) =>
        AssertRefused(Good with { PayoutAddress = address }, "payout_address", code);

    [Theory]
    [InlineData("TJRabPrwbZy45sbavfcjinPJC18kjpRTv8", true)]
    [InlineData("TJRabPrwbZy45sbavfcjinPJC18kjpRTv9", false)]
    [InlineData("with a space in it", false)]
    public void An_address_follows_the_rules_of_its_network(string address, bool isRight) =>
        Assert.Equal(
            isRight,
            Check(Good with { PayoutCoin = "trx@trx", PayoutAddress = address }).Draft is not null
        );

    [Theory]
    [InlineData("usdt")]
    [InlineData("USDT@eth")]
    [InlineData("usdt@eth@eth")]
    [InlineData("usd@fiat")]
    public void A_wrong_coin_is_refused(string coin)
    {
        var (draft, errors) = Check(Good with { PayoutCoin = coin });

        Assert.Null(draft);
        Assert.Contains(errors, error => error.Field == "payout_coin");
    }

    private static (ChannelDraft? Draft, IReadOnlyList<FieldError> Errors) Check(
        ChannelRequest request
    ) => ChannelCheck.Run(request, new ChannelLimits(PriceMax, PayoutMax));

    private static void AssertRefused(ChannelRequest request, string field, string code)
    {
        var (draft, errors) = Check(request);

        Assert.Null(draft);
        var error = Assert.Single(errors);
        Assert.Equal((field, code), (error.Field, error.Code));
    }
}
