using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Notifications;

/// <summary>What owners read: facts from the books, in their language, with all text intact.</summary>
public sealed class OwnerMessageTests(ClusterFixture fixture) : OwnerDesk(fixture)
{
    [Fact]
    public async Task A_sale_says_tier_days_price_net_and_buyer()
    {
        var payment = await PaidAsync();
        await TellAsync(OwnerEvent.SubscriptionPaid, payment);

        Assert.Equal(Owner, (long)Assert.Single(Telegram.Messages)["chat_id"]!);
        Assert.Equal(
            $"""
            <b>New subscription payment</b>
            Channel: closed
            Tier 1: 30 days for 9.99 USD
            Your share after fees: 0.000000000000000097 ETH
            Buyer: <code>123456789</code>
            Reference: <code>{payment}</code>
            """,
            Telegram.Texts.Single()
        );
        Assert.Equal(["SubscriptionPaid 42 sent"], await NoticesAsync());
    }

    [Theory]
    [InlineData("renewed", "<b>A subscription was renewed</b>")]
    [InlineData("returned", "<b>A subscriber has come back</b>")]
    public async Task A_renewal_and_a_return_are_named_as_such(string kind, string title)
    {
        var payment = await PaidAsync();
        await Db.RunAsync("update subscription_events set kind = $1", kind);
        await TellAsync(OwnerEvent.SubscriptionPaid, payment);
        Assert.StartsWith(title, Telegram.Texts.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gift_is_no_subscription_yet()
    {
        var payment = await PaidAsync();
        await Db.RunAsync("update orders set kind = 'gift'");
        await TellAsync(OwnerEvent.SubscriptionPaid, payment);
        Assert.StartsWith(
            "<b>A gift was bought</b>",
            Telegram.Texts.Single(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_donation_says_amount_donor_and_words_and_escapes_them()
    {
        var payment = await DonatedAsync("<b>5 & 6</b>", isAnonymous: false);
        await TellAsync(OwnerEvent.DonationPaid, payment);
        Assert.Equal(
            $"""
            <b>New donation</b>
            Channel: closed
            Amount: 9.99 USD
            Your share after fees: 0.000000000000000097 ETH
            From: <code>123456789</code>
            Message:
            &lt;b&gt;5 &amp; 6&lt;/b&gt;
            Reference: <code>{payment}</code>
            """,
            Telegram.Texts.Single()
        );
    }

    [Fact]
    public async Task Whoever_wants_to_stay_unnamed_is_not_named()
    {
        await TellAsync(OwnerEvent.DonationPaid, await DonatedAsync("hi", isAnonymous: true));
        var text = Telegram.Texts.Single();
        Assert.DoesNotContain("123456789", text, StringComparison.Ordinal);
        Assert.Contains("prefers to stay unnamed", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_a_donor_who_has_not_paid_are_not_shown()
    {
        var payment = await DonatedAsync("secret words", isAnonymous: false);
        await Db.RunAsync("update payments set state = 'waiting'");
        await TellAsync(OwnerEvent.DonationPaid, payment, "9.99 usd");
        var text = Telegram.Texts.Single();
        Assert.DoesNotContain("secret words", text, StringComparison.Ordinal);
        Assert.Contains("9.99 usd", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payout_says_amount_coin_and_hash_without_a_link()
    {
        var payout = await PayoutAsync("completed");
        await TellAsync(OwnerEvent.PayoutCompleted, payout);
        var text = Telegram.Texts.Single();
        Assert.Contains("8.5 USDT have been sent", text, StringComparison.Ordinal);
        Assert.Contains("Transaction: <code>0xpaid</code>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("http", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payout_under_review_has_no_hash_to_show()
    {
        var payout = await PayoutAsync("failed_review");
        await TellAsync(OwnerEvent.PayoutInReview, payout);
        var text = Telegram.Texts.Single();
        Assert.StartsWith("<b>Payout under review</b>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0x", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "<b>A subscription has ended</b>", "paid until 2026-02-01 00:00 UTC")]
    [InlineData("ru", "<b>Подписка закончилась</b>", "оплачено до 2026-02-01 00:00 UTC")]
    [InlineData("es", "<b>Ha terminado una suscripción</b>", "pagado hasta 2026-02-01 00:00 UTC")]
    [InlineData("pt", "<b>Uma assinatura terminou</b>", "pago até 2026-02-01 00:00 UTC")]
    public async Task An_expiry_names_the_member_in_the_owners_language(
        string language,
        string title,
        string until
    )
    {
        await PaidAsync();
        await Db.RunAsync("update subscriptions set paid_until = '2026-02-01T00:00:00Z'");
        await SpeaksAsync(language);
        var id = await Db.AskAsync<Guid>("select subscription_id from subscriptions");
        await TellAsync(OwnerEvent.SubscriptionExpired, $"{new SubscriptionId(id)}:7");
        var text = Telegram.Texts.Single();
        Assert.StartsWith(title, text, StringComparison.Ordinal);
        Assert.Contains("<code>123456789</code>", text, StringComparison.Ordinal);
        Assert.Contains(until, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_kind_can_be_said_in_every_language()
    {
        foreach (var language in new[] { "en", "ru", "es", "pt" })
        {
            await Db.RunAsync("delete from bot_people");
            await SpeaksAsync(language);
            foreach (var kind in Enum.GetValues<OwnerEvent>())
            {
                Assert.Equal(
                    TaskOutcome.Completed,
                    await TellAsync(kind, $"subject-{language}", "a <detail>")
                );
            }
        }

        Assert.Equal(4 * Enum.GetValues<OwnerEvent>().Length, Telegram.Texts.Distinct().Count());
        Assert.All(
            Telegram.Texts,
            text => Assert.DoesNotContain("<detail>", text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Titles_arrive_as_they_were_written()
    {
        await Db.RunAsync("update channels set closed_title = 'A < B & \"C\"'");
        await TellAsync(OwnerEvent.Test, "msg_1");
        Assert.Contains(
            "Channel: A &lt; B &amp; &quot;C&quot;",
            Telegram.Texts.Single(),
            StringComparison.Ordinal
        );
    }

    private async Task<string> PaidAsync()
    {
        var order = await Seed.OrderAsync(Db, Channel, Clock.GetUtcNow());
        var payment = await Seed.PaymentAsync(Db, order, "p1", "paid");
        var subscription = SubscriptionId.New(Clock);
        await Db.RunAsync(
            """
            insert into subscriptions (
                subscription_id, user_id, channel_id, paid_until, created_at, updated_at, state,
                next_action_at, run_seq, version)
            values ($1, 123456789, $2, now(), now(), now(), 'active', now(), 1, 1)
            """,
            subscription.Value,
            Channel.Value
        );
        await Db.RunAsync(
            """
            insert into subscription_events (
                subscription_id, seq, kind, state, payment_id, days, valid_from, valid_until, due,
                created_at, access)
            values ($1, 1, 'purchased', 'active', $2, 30, now(), now() + interval '720 hours',
                    now(), now(), 'opened')
            """,
            subscription.Value,
            payment.Value
        );
        return payment.ToString();
    }

    private async Task<string> DonatedAsync(string words, bool isAnonymous)
    {
        var order = await Seed.OrderAsync(Db, Channel, Clock.GetUtcNow());
        await Db.RunAsync(
            """
            update orders set kind = 'donation', tier_no = null, days = null, donor_message = $1,
                   is_anonymous = $2
            """,
            words,
            isAnonymous
        );
        return (await Seed.PaymentAsync(Db, order, "p1", "paid")).ToString();
    }

    private async Task<string> PayoutAsync(string state)
    {
        var order = await Seed.OrderAsync(Db, Channel, Clock.GetUtcNow());
        var payment = await Seed.PaymentAsync(Db, order, "p1", "paid");
        var payout = $"instant:{payment}";
        await Db.RunAsync(
            """
            insert into payouts (payout_id, payment_id, channel_id, route, source_coin,
                source_amount, target_coin, target_address, state, deposit_address, created_at,
                updated_at)
            values ($1, $2, $3, 'swap', 'eth@eth', 97, 'usdt@eth', '0x1', 'handed_over', '0x2',
                    now(), now())
            """,
            payout,
            payment.Value,
            Channel.Value
        );
        await Db.RunAsync(
            """
            insert into payout_executions (payout_id, coin, amount, deposit_address, state, reason,
                transaction_hash, paid_coin, paid_amount, paid_hash, created_at, updated_at)
            values ($1, 'eth@eth', 97, '0x2', $2, 'r', '0xdeposit', 'usdt@eth', 8500000, '0xpaid',
                    now(), now())
            """,
            payout,
            state
        );
        return payout;
    }
}
