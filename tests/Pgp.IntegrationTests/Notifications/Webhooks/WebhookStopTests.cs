using Pgp.Contracts.Tasks;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Notifications.Webhooks;

/// <summary>When an endpoint gets nothing more, and how it is on again.</summary>
public sealed class WebhookStopTests(ClusterFixture fixture) : WebhookDesk(fixture)
{
    [Fact]
    public async Task Who_answers_410_gets_nothing_more_and_the_owner_is_told()
    {
        await EndpointAsync();
        Server.Always(410);
        await HappensAsync("day 1");
        await HappensAsync("day 2");
        var courier = CourierWith();
        await SendDueAsync(courier);
        await HappensAsync("day 3");
        await PassAsync(courier, TimeSpan.FromDays(5));
        Assert.Single(Server.Requests);
        Assert.Equal(["failed 1 410 gone", "discarded 0 off"], await DeliveriesAsync());
        Assert.Equal(["gone"], await StopsAsync());
        Assert.Equal(["WebhookStopped gone"], await NewsAsync());
    }

    [Fact]
    public async Task Five_days_of_nothing_but_failures_stop_an_endpoint()
    {
        await EndpointAsync();
        Server.Always(500);
        await HappensAsync("day 1");
        await HappensAsync("day 2");
        await PassAsync(CourierWith(), TimeSpan.FromDays(10));
        Assert.Equal(14, Server.Requests.Count);
        Assert.Equal(["failed 14 500 status", "discarded 0 off"], await DeliveriesAsync());
        Assert.Equal(["failing"], await StopsAsync());
        Assert.Equal(["WebhookStopped failing"], await NewsAsync());
    }

    [Fact]
    public async Task An_endpoint_that_takes_anything_in_five_days_stays_on()
    {
        await EndpointAsync();
        Server.Answer = (context, received) =>
            Receiver.Status(context, received.Type == "channel.members_differ" ? 500 : 200);
        var courier = CourierWith();
        await HappensAsync("day 1");
        await PassAsync(courier, TimeSpan.FromDays(2));
        await TellAsync(OwnerEvent.RemovalFailed, $"{await MemberAsync()}:1");
        await PassAsync(courier, TimeSpan.FromDays(10));
        Assert.Equal(["failed 14 500 status", "delivered 1 200"], await DeliveriesAsync());
        Assert.Empty(await StopsAsync());
    }

    [Fact]
    public async Task Switched_on_again_it_gets_what_happens_from_then_on()
    {
        await EndpointAsync();
        Server.Always(410);
        await HappensAsync("day 1");
        var courier = CourierWith();
        await SendDueAsync(courier);
        Server.Always(200);
        Clock.Advance(TimeSpan.FromHours(1));
        await Db.RunAsync("update webhook_endpoints set enabled_at = $1", Clock.GetUtcNow());
        await HappensAsync("day 2");
        await SendDueAsync(courier);
        Assert.Equal(["failed 1 410 gone", "delivered 1 200"], await DeliveriesAsync());
        Server.Always(410);
        await HappensAsync("day 3");
        await SendDueAsync(courier);
        Assert.Equal(["WebhookStopped gone", "WebhookStopped gone"], await NewsAsync());
    }

    [Fact]
    public async Task What_waits_for_an_endpoint_that_its_owner_switched_off_is_discarded()
    {
        await EndpointAsync();
        await HappensAsync("day 1");
        await Db.RunAsync("update webhook_endpoints set enabled_at = null");
        await SendDueAsync(CourierWith());
        Assert.Equal(["discarded 0 off"], await DeliveriesAsync());
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task An_endpoint_that_is_removed_takes_its_deliveries_and_secrets_along()
    {
        var id = await EndpointAsync();
        Server.Always(500);
        await HappensAsync("day 1");
        await SendDueAsync(CourierWith());
        await Db.As(Contracts.Services.ServiceName.WebApi, Clock)
            .RunAsync(
                "delete from webhook_endpoints where endpoint_id = $1",
                sql => sql.With(id).ExecuteAsync(Ct),
                Ct
            );
        Assert.Empty(await DeliveriesAsync());
        Assert.Equal(
            0,
            await Db.AskAsync<long>(
                """
                select (select count(*) from webhook_secrets)
                       + (select count(*) from webhook_attempts)
                       + (select count(*) from webhook_health)
                """
            )
        );
    }

    private Task<IReadOnlyList<string>> StopsAsync() =>
        Db.ListAsync("select stop_reason from webhook_health where stopped_at is not null");

    private Task<IReadOnlyList<string>> NewsAsync() =>
        Db.ListAsync(
            """
            select concat_ws(' ', payload::json ->> 'event', payload::json ->> 'text')
              from outbox
             where name = $1
             order by created_at
            """,
            OwnerEventPublished.Definition.Name
        );
}
