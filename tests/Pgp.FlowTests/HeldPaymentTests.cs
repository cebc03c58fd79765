using Pgp.FlowTests.Support;
using Pgp.Testing;

namespace Pgp.FlowTests;

/// <summary>Money that did not come as agreed: nothing is granted, and nothing is lost.</summary>
[Collection(nameof(StrangeCollection))]
public sealed class HeldPaymentTests(StrangeStack flow)
{
    private const string NoEffects =
        "payments 1, paid 0, extensions 0, invites 0, notices 0, payouts 0, orders 0, nonces 0, "
        + "confirmed 0, completed 0, entries 0";

    private readonly Market market = new(flow);
    private readonly Provider provider = new(flow);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_payment_of_the_same_invoice_is_held_and_credits_nothing()
    {
        var (purchase, story) = await BuyAsync();
        await market.PayAsync(purchase, Ct);
        await story.WaitForPayoutAsync(Ct);
        await market.PayAsync(purchase, Ct, "ltc");
        await story.WaitForPaymentsAsync(
            Ct,
            "paid,finished,",
            "quarantined,finished,order_already_paid"
        );
        await story.WaitForQuietAsync(Ct);

        Assert.Equal(
            Story.DirectOnce.Replace("payments 1", "payments 2", StringComparison.Ordinal),
            await story.EffectsAsync()
        );
    }

    [Fact]
    public async Task A_further_deposit_to_a_used_address_is_held_and_credits_nothing()
    {
        var (purchase, story) = await BuyAsync();
        var payment = await market.PayAsync(purchase, Ct);
        await story.WaitForPayoutAsync(Ct);
        await provider.DepositAsync(payment, """{"share":"1.0"}""", Ct);
        await story.WaitForPaymentsAsync(
            Ct,
            "paid,finished,",
            "quarantined,finished,repeated_deposit"
        );
        await story.WaitForQuietAsync(Ct);

        Assert.Equal(
            Story.DirectOnce.Replace("payments 1", "payments 2", StringComparison.Ordinal),
            await story.EffectsAsync()
        );
    }

    [Fact]
    public async Task Nine_tenths_of_the_price_buy_nothing_until_the_rest_arrives()
    {
        var (purchase, story) = await BuyAsync();
        var payment = await market.PayAsync(purchase, Ct, "eth", share: "0.9");
        await story.WaitForPaymentsAsync(Ct, "partially_paid,partially_paid,underpaid");
        await story.WaitForQuietAsync(Ct);
        Assert.Equal(NoEffects, await story.EffectsAsync());

        await provider.DepositAsync(payment, """{"share":"0.1","top_up":true}""", Ct);
        await story.WaitForPayoutAsync(Ct);
        Assert.Equal(["paid,finished,"], await story.PaymentsAsync());
        Assert.Equal(Story.DirectOnce, await story.EffectsAsync());
    }

    // 9.99 USD were asked for in bitcoin; the dollars that came instead are a number far above it.
    [Theory]
    [InlineData("usdttrc20", "9.99")]
    [InlineData("usdttrc20", "5.10")]
    [InlineData("doge", "0.0002")]
    public async Task Another_coin_than_the_one_asked_for_is_held(string coin, string amount)
    {
        var (purchase, story) = await BuyAsync();
        var payment = await provider.ChooseAsync(purchase.Invoice, "btc", Ct);
        await story.WaitForPaymentsAsync(Ct, "waiting,waiting,");
        var deposit = $$"""{"asset":"{{coin}}","amount":"{{amount}}"}""";
        await provider.DepositAsync(payment, deposit, Ct);
        await story.WaitForPaymentsAsync(Ct, "quarantined,finished,wrong_asset");
        await story.WaitForQuietAsync(Ct);

        Assert.Equal(NoEffects, await story.EffectsAsync());
    }

    [Theory]
    [InlineData("ord_0199a0b1c2d3e4f5061728394a5b6c7d")]
    [InlineData("PGP-123456789|-1001234567890")]
    public async Task A_payment_for_an_order_that_is_not_ours_is_held(string order)
    {
        var invoice = await provider.InvoiceAsync(order, Ct);
        var payment = await flow.Sandbox.PayAsync(invoice, "btc", "1.0", Ct);
        var states = await Eventually.GetAsync(
            () =>
                flow.Facts.RowsAsync(
                    "select state, reason, order_id from payments where provider_payment_id = $1",
                    payment
                ),
            rows => rows is [var row] && row.StartsWith("quarantined", StringComparison.Ordinal),
            Ct
        );

        Assert.Equal(["quarantined,order_unknown,"], states);
        var booked = """
            select fact from ledger_entries join payments using (payment_id)
             where provider_payment_id = $1
            """;
        Assert.Empty(await flow.Facts.RowsAsync(booked, payment));
    }

    [Fact]
    public async Task A_refund_after_the_end_is_recorded_and_an_old_message_does_not_undo_it()
    {
        var (purchase, story) = await BuyAsync();
        var payment = await market.PayAsync(purchase, Ct);
        await story.WaitForPayoutAsync(Ct);
        await provider.ActAsync(payment, "refund", Ct);
        await story.WaitForPaymentsAsync(Ct, "refunded,refunded,refunded_after_paid");
        var old = Provider.Message(payment, "finished", purchase.Order).ToJsonString();
        Assert.Equal(System.Net.HttpStatusCode.OK, (await provider.TellAsync(old, Ct)).Code);
        await story.WaitForQuietAsync(Ct);

        Assert.Equal(["refunded,refunded,refunded_after_paid"], await story.PaymentsAsync());
        Assert.Equal(
            Story.DirectOnce.Replace("paid 1", "paid 0", StringComparison.Ordinal),
            await story.EffectsAsync()
        );
        Assert.Equal(
            ["1,purchased,active,opened", "2,refunded,refunded,closed"],
            await flow.Facts.RowsAsync(
                """
                select seq, kind, event.state, access
                  from subscription_events as event
                  join subscriptions using (subscription_id)
                 where user_id = $1
                 order by seq
                """,
                purchase.Person
            )
        );
    }

    [Theory]
    [InlineData("waiting", "waiting,waiting,")]
    [InlineData("confirming", "confirming,confirming,")]
    [InlineData("confirmed", "confirming,confirmed,")]
    [InlineData("sending", "confirming,sending,")]
    [InlineData("partially_paid", "partially_paid,partially_paid,underpaid")]
    [InlineData("failed", "failed,failed,")]
    [InlineData("refunded", "refunded,refunded,")]
    [InlineData("expired", "expired,expired,")]
    [InlineData("cancelled", "failed,cancelled,")]
    [InlineData("a_word_never_used_before", "waiting,waiting,")]
    [InlineData("finished", "partially_paid,finished,underpaid")]
    public async Task P10_no_status_of_the_provider_grants_anything_without_money(
        string status,
        string recorded
    )
    {
        var (purchase, story) = await BuyAsync();
        var payment = await provider.ChooseAsync(purchase.Invoice, "btc", Ct);
        await provider.ActAsync(payment, "hold", Ct);
        await story.WaitForPaymentsAsync(Ct, "waiting,waiting,");
        await provider.ActAsync(payment, "status", Ct, $$"""{"status":"{{status}}"}""");
        await Eventually.GetAsync(
            () =>
                flow.Facts.RowAsync(
                    "select count(*) from payment_events where provider_payment_id = $1",
                    payment
                ),
            count => count == "2",
            Ct
        );
        await story.WaitForQuietAsync(Ct);

        Assert.Equal([recorded], await story.PaymentsAsync());
        Assert.Equal(NoEffects, await story.EffectsAsync());
    }

    private async Task<(Purchase Purchase, Story Story)> BuyAsync()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var purchase = await market.SubscribeAsync(channel, Ct);
        return (purchase, new Story(flow, purchase.Order));
    }
}
