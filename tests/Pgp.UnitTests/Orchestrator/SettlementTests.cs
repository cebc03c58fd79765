using CsCheck;
using Pgp.Adapters.NowPayments;
using Pgp.Adapters.Prices;
using Pgp.Common.Settings;
using Pgp.Contracts.Money;
using Pgp.Orchestrator;

namespace Pgp.UnitTests.Orchestrator;

/// <summary>
/// One row per outcome. The order asks 9.99 usd as 0.0041 eth; 0.0036 eth arrive with us at 2800 usd
/// each, and the channel accepts 2 % less.
/// </summary>
public sealed class SettlementTests
{
    private static readonly OrchestratorOptions Options = OrchestratorOptions.Read(
        new SettingsReader(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["TP_FLAT_FEE"] = "3" }
        )
    );

    private static readonly OrderTerms Terms = new(
        OrderId.Parse("ord_0199c5b8f0007abc8def0123456789ae"),
        UserId: 123456789,
        ChannelId.Parse("ch_0199c5b8f0007abc8def0123456789ac"),
        Kind: "subscription",
        Days: 30,
        Amount<Usd>.Parse("9.99"),
        new BasisPoints(200),
        "instant",
        Coin.Of("usdt", "trx"),
        "TInvented",
        PayoutExtraId: null,
        DateTimeOffset.UnixEpoch
    );

    private static readonly Standing Fresh = new(
        Known: null,
        OtherPayments.None,
        HasInvoiceEnded: false,
        HasWatchEnded: false
    );

    private static readonly ProviderPayment Good = new()
    {
        PaymentId = "5077125051",
        Status = ProviderStatus.Of("finished"),
        Price = Amount<Usd>.Parse("9.99"),
        PayAmount = Stated("0.0041", "eth"),
        ActuallyPaid = Stated("0.0041", "eth"),
        Outcome = Stated("0.0036", "eth"),
    };

    private static readonly Valuation Usual = At("2800", isFallback: false);

    [Fact]
    public void What_arrived_as_agreed_is_settled_to_the_last_wei()
    {
        var settled = Assert.IsType<Verdict.Settled>(Judge(Good, Terms, Usual));
        Assert.Equal(CoinAmount.Parse(Coin.Eth, "0.0036"), settled.Received);
        Assert.Equal(Amount<Usd>.Parse("10.08"), settled.Value);
        Assert.Equal(CoinAmount.Parse(Coin.Eth, "0.000108"), settled.Fee);
        Assert.Equal(CoinAmount.Parse(Coin.Eth, "0.003492"), settled.Net);
        Assert.Equal(Usual, settled.Valuation);
    }

    [Theory]
    [InlineData("waiting", "waiting")]
    [InlineData("confirming", "confirming")]
    [InlineData("confirmed", "confirming")]
    [InlineData("sending", "confirming")]
    [InlineData("refunded", "refunded")]
    [InlineData("a_new_word", "waiting")]
    public void Nothing_but_finished_is_ever_settled(string word, string state)
    {
        var payment = Good with { Status = ProviderStatus.Of(word) };
        Assert.Equal(new Verdict.Open(state, null), Judge(payment, Terms, Usual));
        Assert.Equal(new Verdict.Open(state, null), Judge(payment, null, null));
    }

    [Fact]
    public void A_part_is_not_settled_however_large_the_provider_says_it_is()
    {
        var payment = Good with { Status = ProviderStatus.Of("partially_paid") };
        Assert.Equal(new Verdict.Open("partially_paid", "underpaid"), Judge(payment, Terms, Usual));
        MustBeHeld("order_unknown", payment, null, null);
    }

    [Theory]
    [InlineData("failed", "failed", "failed_with_money")]
    [InlineData("cancelled", "failed", "failed_with_money")]
    [InlineData("expired", "expired", "rest_missing")]
    public void An_end_without_money_is_an_end_and_money_is_never_forgotten(
        string word,
        string state,
        string reason
    )
    {
        var end = Good with { Status = ProviderStatus.Of(word) };
        MustBeHeld(reason, end, Terms, Usual);
        foreach (var nothing in new[] { null, Stated("0", "eth") })
        {
            var empty = end with { ActuallyPaid = nothing };
            Assert.Equal(new Verdict.Open(state, null), Judge(empty, Terms, Usual));
            var part = Fresh with { Known = Seen("partially_paid") };
            Assert.Equal(
                new Verdict.Held(reason),
                Settlement.Judge(empty, Terms, part, Usual, Options)
            );
        }
    }

    [Theory]
    // 9.99 usd are worth four fifths from 7.992 usd on; the boundary itself is enough.
    [InlineData("2220", true)]
    [InlineData("2219.999999", false)]
    public void What_comes_late_must_be_worth_more(string price, bool isEnough)
    {
        var valuation = At(price, isFallback: false);
        var late = Fresh with { HasInvoiceEnded = true };
        var revived = Fresh with { Known = Seen("expired") };
        foreach (var standing in new[] { late, revived })
        {
            var verdict = Settlement.Judge(Good, Terms, standing, valuation, Options);
            Assert.Equal(isEnough ? "late" : null, (verdict as Verdict.Settled)?.Note);
            Assert.Equal(!isEnough, verdict == new Verdict.Held("late_price_moved"));
        }

        Assert.IsType<Verdict.Settled>(Judge(Good, Terms, valuation));
    }

    [Theory]
    // 2 % above 0.0041 is 0.004182: as much above the price as may be below it is no surplus.
    [InlineData("0.004182", null)]
    [InlineData("0.004182000000000001", "overpaid")]
    public void A_surplus_is_noted(string paid, string? note)
    {
        var payment = Good with { ActuallyPaid = Stated(paid, "eth") };
        var settled = Assert.IsType<Verdict.Settled>(Judge(payment, Terms, Usual));
        Assert.Equal(note, settled.Note);
    }

    [Theory]
    [InlineData("eth", false)]
    [InlineData("usdttrc20", true)]
    [InlineData("newcoin", true)]
    public void Another_coin_than_the_one_asked_for_is_held(string code, bool isOther)
    {
        var payment = Good with
        {
            PayCoinCode = code,
            PayAmount = Stated("0.0041", code),
            ActuallyPaid = Stated("0.0041", code),
        };
        var standing = Fresh with { Known = Seen("waiting") };
        Assert.Equal(
            isOther,
            Settlement.Judge(payment, Terms, standing, Usual, Options)
                == new Verdict.Held("wrong_asset")
        );
    }

    [Fact]
    public void A_paid_order_takes_no_second_payment_and_no_part()
    {
        var standing = Fresh with { Others = new OtherPayments(HasPaid: true, HasHope: true) };
        foreach (var word in new[] { "finished", "partially_paid" })
        {
            var payment = Good with { Status = ProviderStatus.Of(word) };
            Assert.Equal(
                new Verdict.Held("order_already_paid"),
                Settlement.Judge(payment, Terms, standing, Usual, Options)
            );
        }
    }

    [Fact]
    public void More_than_the_books_can_hold_is_held()
    {
        var outcome = Good with { Outcome = Stated("1000000000000", "dai") };
        MustBeHeld("value_out_of_bounds", outcome, Terms, At("1", isFallback: false));
    }

    [Fact]
    public void Money_for_no_order_is_held() => MustBeHeld("order_unknown", Good, null, Usual);

    [Fact]
    public void A_repeated_deposit_is_held() =>
        MustBeHeld("repeated_deposit", Good with { ParentPaymentId = "5077125000" }, Terms, Usual);

    [Theory]
    [InlineData("9.98")]
    [InlineData("10")]
    [InlineData("9.990001")]
    [InlineData(null)]
    public void Another_price_than_the_orders_is_held(string? price) =>
        MustBeHeld(
            "price_differs",
            Good with
            {
                Price = price is null ? null : Amount<Usd>.Parse(price),
            },
            Terms,
            Usual
        );

    [Fact]
    public void A_missing_amount_is_held()
    {
        MustBeHeld("amount_missing", Good with { PayAmount = null }, Terms, Usual);
        MustBeHeld("amount_missing", Good with { ActuallyPaid = null }, Terms, Usual);
    }

    [Theory]
    // 2 % below 0.0041 is 0.004018; the boundary itself is enough.
    [InlineData(200, "0.004018", true)]
    [InlineData(200, "0.004017999999999999", false)]
    [InlineData(200, "0.0042", true)]
    [InlineData(0, "0.0041", true)]
    [InlineData(0, "0.004099999999999999", false)]
    [InlineData(2000, "0.00328", true)]
    [InlineData(2000, "0.003279999999999999", false)]
    [InlineData(2000, "0", false)]
    public void The_channels_tolerance_counts_in_the_coin_asked_for(
        int tolerance,
        string paid,
        bool isEnough
    )
    {
        var payment = Good with { ActuallyPaid = Stated(paid, "eth") };
        var terms = Terms with { Tolerance = new BasisPoints(tolerance) };
        var verdict = Judge(payment, terms, Usual);
        if (isEnough)
        {
            Assert.IsType<Verdict.Settled>(verdict);
        }
        else
        {
            Assert.Equal(new Verdict.Open("partially_paid", "underpaid"), verdict);
        }
    }

    [Fact]
    public void An_underpayment_in_a_coin_unknown_to_us_is_seen_too()
    {
        var payment = Good with
        {
            PayAmount = Stated("100", "newcoin"),
            ActuallyPaid = Stated("97.9", "newcoin"),
        };
        Assert.IsType<Verdict.Open>(Judge(payment, Terms, Usual));
        var enough = payment with { ActuallyPaid = Stated("98", "newcoin") };
        Assert.IsType<Verdict.Settled>(Judge(enough, Terms, Usual));
    }

    [Theory]
    [InlineData("8.1", "usdttrc20")]
    [InlineData("8.1", "newcoin")]
    [InlineData("0", "eth")]
    [InlineData("1e-19", "eth")]
    public void An_outcome_that_is_not_in_our_wallet_is_held(string digits, string code) =>
        MustBeHeld(
            "outcome_not_held",
            Good with
            {
                Outcome = Stated(digits, code),
            },
            Terms,
            valuation: null
        );

    [Fact]
    public void No_outcome_is_held_and_the_paid_in_coin_is_no_substitute() =>
        MustBeHeld("outcome_not_held", Good with { Outcome = null }, Terms, valuation: null);

    [Theory]
    // Half of 1.35 is 0.675, three quarters are 1.0125; the boundaries themselves are enough.
    [InlineData("0.675", false, true)]
    [InlineData("0.674", false, false)]
    [InlineData("0.674999", false, false)]
    [InlineData("1.0125", true, true)]
    [InlineData("1.012499", true, false)]
    [InlineData("0.675", true, false)]
    public void Less_value_than_any_fee_explains_is_held(
        string value,
        bool isFallback,
        bool isEnough
    )
    {
        var price = Amount<Usd>.Parse("1.35");
        var payment = Good with { Price = price, Outcome = Stated("1", "eth") };
        var verdict = Judge(payment, Terms with { Price = price }, At(value, isFallback));
        if (isEnough)
        {
            Assert.IsType<Verdict.Settled>(verdict);
        }
        else
        {
            Assert.Equal(new Verdict.Held("value_out_of_bounds"), verdict);
        }
    }

    [Theory]
    // Three times the amount asked for must be worth three times the least: 14.985 usd.
    [InlineData("0.0123", "0.0036", false)]
    [InlineData("0.0123", "0.0107", true)]
    [InlineData("0.0042", "0.0036", true)]
    public void Whoever_pays_more_must_have_sent_more_value(
        string paid,
        string outcome,
        bool isEnough
    )
    {
        var payment = Good with
        {
            ActuallyPaid = Stated(paid, "eth"),
            Outcome = Stated(outcome, "eth"),
        };
        var verdict = Judge(payment, Terms, Usual);
        Assert.Equal(isEnough, verdict is Verdict.Settled);
        Assert.Equal(!isEnough, verdict == new Verdict.Held("value_out_of_bounds"));
    }

    [Fact]
    public void A_fee_that_takes_everything_is_held()
    {
        var all = Options with { Fee = new BasisPoints(10_000) };
        Assert.Equal(
            new Verdict.Held("nothing_left_after_fee"),
            Settlement.Judge(Good, Terms, Fresh, Usual, all)
        );
    }

    [Fact]
    public void What_cannot_be_split_is_the_owners()
    {
        // 3 % of 33 micro-dollars is 0.99 of one.
        var payment = Good with
        {
            Price = Amount<Usd>.Parse("0.000033"),
            Outcome = Stated("0.000033", "usdterc20"),
        };
        var terms = Terms with { Price = Amount<Usd>.Parse("0.000033") };
        var settled = Assert.IsType<Verdict.Settled>(Judge(payment, terms, At("1", false)));
        Assert.Equal(new CoinAmount(Coin.Usdt, 0), settled.Fee);
        Assert.Equal(new CoinAmount(Coin.Usdt, 33), settled.Net);
    }

    [Fact]
    public void Whatever_arrives_fee_and_net_are_all_of_it() =>
        Gen.Select(Gen.ULong[1, ulong.MaxValue], Gen.Int[0, 9_999])
            .Sample(
                (wei, fee) =>
                {
                    var outcome = new CoinAmount(Coin.Eth, wei);
                    var payment = Good with { Outcome = Stated(outcome.ToDecimalText(), "eth") };
                    var options = Options with
                    {
                        Fee = new BasisPoints(fee),
                        ReceivedMin = new BasisPoints(0),
                    };
                    var verdict = Settlement.Judge(payment, Terms, Fresh, Usual, options);
                    var settled = Assert.IsType<Verdict.Settled>(verdict);
                    Assert.Equal(outcome.Atomic, settled.Fee.Atomic + settled.Net.Atomic);
                    Assert.True(settled.Net.Atomic > 0 && settled.Fee.Atomic >= 0);
                }
            );

    private static Verdict Judge(
        ProviderPayment payment,
        OrderTerms? terms,
        Valuation? valuation
    ) => Settlement.Judge(payment, terms, Fresh, valuation, Options);

    private static KnownPayment Seen(string state) =>
        new(
            PaymentId.Parse("pay_0199c5b8f0007abc8def0123456789ab"),
            state,
            Reason: null,
            Coin.Eth,
            Paid: null
        );

    private static void MustBeHeld(
        string reason,
        ProviderPayment payment,
        OrderTerms? terms,
        Valuation? valuation
    ) => Assert.Equal(new Verdict.Held(reason), Judge(payment, terms, valuation));

    private static StatedAmount Stated(string digits, string code)
    {
        Assert.True(StatedAmount.TryOf(code, digits, out var amount));
        return amount!;
    }

    private static Valuation At(string price, bool isFallback)
    {
        Assert.True(UsdPrice.TryParse(price, out var usd));
        var source = isFallback ? "coinbase" : "coingecko";
        return new Valuation(usd, source, isFallback);
    }
}
