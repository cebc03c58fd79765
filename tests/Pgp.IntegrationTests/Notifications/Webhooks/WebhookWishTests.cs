using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Notifications.Webhooks;
using Pgp.Notifications.Webhooks.Wishes;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Notifications.Webhooks;

/// <summary>Test, replay and retry, as owners ask for them.</summary>
public sealed class WebhookWishTests(ClusterFixture fixture) : WebhookDesk(fixture)
{
    [Fact]
    public async Task A_test_reaches_the_one_endpoint_even_if_it_is_off()
    {
        var id = await EndpointAsync("/a");
        await EndpointAsync("/b");
        await Db.RunAsync("update webhook_endpoints set enabled_at = null");
        var wish = new WebhookTestRequested(id, WebhookDeliveryId.New(Clock));
        var message = DeliveryOf<WebhookTestRequested>();
        var handler = new WebhookTestRequestedHandler(Database, Signal);
        await handler.HandleAsync(wish, message, Ct);
        await handler.HandleAsync(wish, message, Ct);
        await SendDueAsync(CourierWith());
        var request = Assert.Single(Server.Requests);
        Assert.Equal(("/a", "webhook.test"), (request.Path, request.Type));
        Assert.Equal(
            wish.DeliveryId.Value.ToString(),
            await Db.AskAsync<string>("select delivery_id::text from webhook_deliveries")
        );
    }

    [Fact]
    public async Task A_test_of_an_endpoint_that_is_gone_does_nothing()
    {
        var wish = new WebhookTestRequested(
            WebhookEndpointId.New(Clock),
            WebhookDeliveryId.New(Clock)
        );
        await new WebhookTestRequestedHandler(Database, Signal).HandleAsync(
            wish,
            DeliveryOf<WebhookTestRequested>(),
            Ct
        );
        Assert.Empty(await DeliveriesAsync());
    }

    [Fact]
    public async Task A_replay_sends_exactly_the_range_and_the_kinds_once_more_in_order()
    {
        var id = await EndpointAsync();
        var courier = CourierWith();
        var began = Clock.GetUtcNow();
        for (var hour = 0; hour < 6; hour++)
        {
            await HappensAsync($"hour {hour}");
            await TellAsync(OwnerEvent.BotRightsLost, $"rights:{hour}", "open: can_post");
            await SendDueAsync(courier);
            Clock.Advance(TimeSpan.FromHours(1));
        }

        var before = Server.Requests.ToList();
        await ReplayAsync(id, began.AddHours(2), began.AddHours(4), "channel.members_differ");
        await SendDueAsync(courier);
        Assert.Equal(
            before
                .Where(one => one.Type == "channel.members_differ")
                .Skip(2)
                .Take(2)
                .Select(one => (one.Id, one.Body)),
            Server.Requests.Skip(before.Count).Select(one => (one.Id, one.Body))
        );
    }

    [Fact]
    public async Task A_replay_brings_what_an_endpoint_never_got()
    {
        await EndpointAsync("/old");
        await HappensAsync("day 1");
        var late = await EndpointAsync("/new");
        await ReplayAsync(
            late,
            Clock.GetUtcNow().AddDays(-1),
            Clock.GetUtcNow().AddDays(1),
            "channel.members_differ"
        );
        await SendDueAsync(CourierWith());
        Assert.Equal(
            ["/new", "/old"],
            Server.Requests.Select(one => one.Path).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_replay_that_is_delivered_twice_is_done_once()
    {
        var id = await EndpointAsync();
        await HappensAsync("day 1");
        var courier = CourierWith();
        await SendDueAsync(courier);
        var message = DeliveryOf<WebhookReplayRequested>();
        for (var i = 0; i < 2; i++)
        {
            await ReplayAsync(id, message);
            await SendDueAsync(courier);
        }

        Assert.Equal(2, Server.Requests.Count);
    }

    [Fact]
    public async Task A_replay_of_somebody_else_s_events_is_empty()
    {
        await EndpointAsync();
        await HappensAsync("day 1");
        var stranger = Guid.CreateVersion7();
        await Seed.AccountAsync(Db, stranger, "stranger");
        var id = await EndpointAsync("/stranger");
        await Db.RunAsync(
            "update webhook_endpoints set account_id = $2 where endpoint_id = $1",
            id.Value,
            stranger
        );
        await ReplayAsync(id, DeliveryOf<WebhookReplayRequested>());
        Assert.Single(await DeliveriesAsync());
    }

    [Fact]
    public async Task A_retry_begins_all_attempts_anew()
    {
        await EndpointAsync();
        Server.Always(500);
        await HappensAsync("day 1");
        var courier = CourierWith();
        await PassAsync(courier, TimeSpan.FromDays(6));
        await Db.RunAsync("update webhook_endpoints set enabled_at = $1", Clock.GetUtcNow());
        await RetryAsync();
        await PassAsync(courier, TimeSpan.FromDays(6));
        Assert.Equal(28, Server.Requests.Count);
        Assert.Equal(["failed 28 500 status"], await DeliveriesAsync());
    }

    [Fact]
    public async Task A_retry_of_what_waits_makes_it_due_at_once()
    {
        await EndpointAsync();
        Server.Always(500);
        await HappensAsync("day 1");
        var courier = CourierWith();
        await PassAsync(courier, TimeSpan.FromHours(2));
        var tried = Server.Requests.Count;
        Server.Always(200);
        await RetryAsync();
        await SendDueAsync(courier);
        Assert.Equal([$"delivered {tried + 1} 200"], await DeliveriesAsync());
    }

    [Fact]
    public async Task A_retry_of_what_is_being_sent_changes_nothing()
    {
        await EndpointAsync();
        await HappensAsync("day 1");
        var courier = CourierWith();
        var due = await courier.TakeAsync([], Ct);
        await RetryAsync();
        Assert.Null(await courier.TakeAsync([], Ct));
        await courier.CarryAsync(due!);
        Assert.Equal(["delivered 1 204"], await DeliveriesAsync());
    }

    [Fact]
    public async Task Events_are_forgotten_after_90_days_unless_they_still_wait()
    {
        await EndpointAsync();
        await HappensAsync("day 1");
        await SendDueAsync(CourierWith());
        Clock.Advance(TimeSpan.FromDays(1));
        await HappensAsync("day 2");
        Clock.Advance(TimeSpan.FromDays(89));
        var job = new OldEventsJob(Database);
        Assert.Equal("0 events forgotten", await job.RunAsync(Ct));
        Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal("1 events forgotten", await job.RunAsync(Ct));
        Assert.Equal(["pending 0"], await DeliveriesAsync());
    }

    private Task<TaskOutcome> ReplayAsync(
        WebhookEndpointId id,
        DateTimeOffset from,
        DateTimeOffset to,
        params string[] types
    ) =>
        ReplayHandler()
            .HandleAsync(
                new WebhookReplayRequested(id, from, to, string.Join(' ', types), $"{from}:{to}"),
                DeliveryOf<WebhookReplayRequested>(),
                Ct
            );

    private Task<TaskOutcome> ReplayAsync(WebhookEndpointId id, Delivery message) =>
        ReplayHandler()
            .HandleAsync(
                new WebhookReplayRequested(
                    id,
                    Clock.GetUtcNow().AddDays(-1),
                    Clock.GetUtcNow().AddDays(1),
                    "channel.members_differ",
                    "once"
                ),
                message,
                Ct
            );

    private WebhookReplayRequestedHandler ReplayHandler() =>
        new(Database, Signal, NullLogger<WebhookReplayRequestedHandler>.Instance);

    private async Task RetryAsync()
    {
        var id = await Db.AskAsync<Guid>("select delivery_id from webhook_deliveries");
        await new WebhookRetryRequestedHandler(Database, Signal).HandleAsync(
            new WebhookRetryRequested(new WebhookDeliveryId(id), "once"),
            DeliveryOf<WebhookRetryRequested>(),
            Ct
        );
    }
}
