using System.Text.Json.Nodes;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Notifications.Webhooks;

/// <summary>What is written down for owners' servers, and for which of them.</summary>
public sealed class WebhookPublishTests(ClusterFixture fixture) : WebhookDesk(fixture)
{
    [Fact]
    public async Task A_sale_is_two_events_one_of_the_payment_and_one_of_the_subscription()
    {
        await EndpointAsync();
        var payment = await SaleAsync();
        await TellAsync(OwnerEvent.SubscriptionPaid, payment.ToString());
        var events = await Db.ListAsync(
            "select concat_ws(' ', event_type, split_part(object, '_', 1)) from webhook_events "
                + "order by seq"
        );
        Assert.Equal(["payment.paid pay", "subscription.renewed sub"], events);
    }

    [Fact]
    public async Task An_event_carries_the_facts_in_the_form_that_is_documented()
    {
        await EndpointAsync();
        var payment = await SaleAsync();
        await TellAsync(OwnerEvent.SubscriptionPaid, payment.ToString());
        var payloads = await Db.ListAsync("select payload from webhook_events order by seq");
        var paid = JsonNode.Parse(payloads[0])!;
        Assert.Equal("payment.paid", (string)paid["type"]!);
        Assert.Equal("2026-01-15T12:00:00.000Z", (string)paid["timestamp"]!);
        Assert.Equal("2026-11-01", (string)paid["api_version"]!);
        var data = paid["data"]!.AsObject();
        Assert.Equal(
            [
                "payment_id",
                "order_id",
                "channel_id",
                "kind",
                "user_id",
                "tier_no",
                "days",
                "price_usd",
                "gross",
                "fee",
                "net",
                "paid_at",
            ],
            data.Select(member => member.Key)
        );
        Assert.Equal(payment.ToString(), (string)data["payment_id"]!);
        Assert.Equal("subscription", (string)data["kind"]!);
        Assert.Equal(123456789, (long)data["user_id"]!);
        Assert.Equal("9.99", (string)data["price_usd"]!);
        Assert.Equal(
            """{"coin":"eth@eth","amount":"0.0000000000000001"}""",
            data["gross"]!.ToJsonString()
        );
        var renewed = JsonNode.Parse(payloads[1])!["data"]!;
        Assert.Equal("2026-02-14T12:00:00.000Z", (string)renewed["valid_until"]!);
        Assert.Equal(30, (int)renewed["days"]!);
    }

    [Fact]
    public async Task News_that_come_twice_add_nothing()
    {
        await EndpointAsync();
        await HappensAsync("day 1");
        await HappensAsync("day 1");
        Assert.Equal(["pending 0"], await DeliveriesAsync());
    }

    [Fact]
    public async Task Two_that_handle_the_same_news_at_once_write_it_once()
    {
        await EndpointAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => HappensAsync("day 1")));
        Assert.Equal(["pending 0"], await DeliveriesAsync());
    }

    [Fact]
    public async Task A_server_hears_whether_or_not_its_owner_can_be_told()
    {
        await EndpointAsync();
        Telegram.Refuse(500, "Internal Server Error");
        Assert.IsType<TaskOutcome.Retry>(await TellAsync(OwnerEvent.MembersDiffer, "day 1", "1;0"));
        Telegram.IsBlocked = true;
        await HappensAsync("day 2");
        await Db.RunAsync("update channels set muted_events = '{MembersDiffer}'");
        await HappensAsync("day 3");
        Assert.Equal(["pending 0", "pending 0", "pending 0"], await DeliveriesAsync());
    }

    [Fact]
    public async Task Only_endpoints_that_are_on_and_want_the_kind_get_it()
    {
        var wants = await EndpointAsync("/a", "channel.members_differ");
        await EndpointAsync("/b", "payment.paid");
        var off = await EndpointAsync("/c");
        await Db.RunAsync(
            "update webhook_endpoints set enabled_at = null where endpoint_id = $1",
            off.Value
        );
        await HappensAsync("day 1");
        Assert.Equal(
            [wants.Value.ToString()],
            await Db.ListAsync("select endpoint_id::text from webhook_deliveries")
        );
    }

    [Fact]
    public async Task Nothing_is_kept_for_an_owner_without_endpoints_or_account()
    {
        await HappensAsync("day 1");
        await EndpointAsync();
        await Db.RunAsync("update channels set owner_user_id = 43");
        await HappensAsync("day 2");
        Assert.Equal(0, await Db.AskAsync<long>("select count(*) from webhook_events"));
    }

    [Fact]
    public async Task News_for_people_only_are_no_event()
    {
        await EndpointAsync();
        await TellAsync(OwnerEvent.Test, "msg_1");
        await TellAsync(OwnerEvent.PayoutCompleted, "no such payout");
        Assert.Empty(await DeliveriesAsync());
    }

    private async Task<PaymentId> SaleAsync()
    {
        var order = await Seed.OrderAsync(Db, Channel, Clock.GetUtcNow());
        var payment = await Seed.PaymentAsync(Db, order, "4711", "paid");
        await Db.RunAsync(
            """
            with s as (
                insert into subscriptions (
                    subscription_id, user_id, channel_id, paid_until, created_at, updated_at,
                    state, next_action_at, tier_no, run_seq, version)
                values (gen_random_uuid(), 123456789, $1, $3, $2, $2, 'active', $3, 1, 1, 1)
                returning subscription_id)
            insert into subscription_events (
                subscription_id, seq, kind, state, due, payment_id, days, valid_from, valid_until,
                tier_no, created_at)
            select subscription_id, 1, 'renewed', 'active', $2, $4, 30, $2, $3, 1, $2 from s
            """,
            Channel.Value,
            Clock.GetUtcNow(),
            Clock.GetUtcNow().AddDays(30),
            payment.Value
        );
        return payment;
    }
}
