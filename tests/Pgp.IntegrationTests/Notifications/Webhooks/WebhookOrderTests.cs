using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;
using Pgp.Notifications.Webhooks.Sending;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Notifications.Webhooks;

/// <summary>Who waits for whom, and what happens to whom who dies.</summary>
public sealed class WebhookOrderTests(ClusterFixture fixture) : WebhookDesk(fixture)
{
    [Fact]
    public async Task What_concerns_one_object_waits_in_order_and_another_object_passes()
    {
        await EndpointAsync();
        var isDown = true;
        Server.Answer = (context, received) =>
            Receiver.Status(
                context,
                isDown && received.Type == "channel.members_differ" ? 500 : 200
            );
        await HappensAsync("day 1");
        await HappensAsync("day 2");
        await TellAsync(OwnerEvent.RemovalFailed, $"{await MemberAsync()}:1");
        var courier = CourierWith();
        await SendDueAsync(courier);
        Assert.Equal(
            ["pending 1 500 status", "pending 0", "delivered 1 200"],
            await DeliveriesAsync()
        );
        isDown = false;
        await PassAsync(courier, TimeSpan.FromMinutes(1));
        Assert.Equal(
            ["delivered 2 200", "delivered 1 200", "delivered 1 200"],
            await DeliveriesAsync()
        );
        var ofChannel = Server.Requests.Where(one => one.Type == "channel.members_differ");
        Assert.Equal(
            await Db.ListAsync(
                """
                select 'evt_' || replace(event_id::text, '-', '')
                  from webhook_events
                 where event_type = 'channel.members_differ'
                 order by seq
                """
            ),
            ofChannel.Select(one => one.Id).Distinct()
        );
    }

    [Fact]
    public async Task A_slow_endpoint_keeps_no_other_waiting()
    {
        await EndpointAsync("/slow");
        await EndpointAsync("/fast");
        var held = new TaskCompletionSource();
        Server.Answer = (context, received) =>
            received.Path == "/slow" ? held.Task : Receiver.Status(context, 200);
        await EachOfItsOwnAsync(20);
        await using var worker = await StartAsync();
        await Eventually.GetAsync(
            () => Task.FromResult(Server.Requests.Count(one => one.Path == "/fast")),
            count => count == 20,
            Ct
        );
        Assert.Equal(4, Server.Requests.Count(one => one.Path == "/slow"));
        held.SetResult();
        await Eventually.GetAsync(
            () => Task.FromResult(Server.Requests.Count),
            count => count == 40,
            Ct
        );
    }

    [Fact]
    public async Task Two_workers_never_have_one_delivery_or_one_object_at_once()
    {
        await EndpointAsync();
        var underWay = 0;
        var isTwice = false;
        Server.Answer = async (context, _) =>
        {
            isTwice |= Interlocked.Increment(ref underWay) > 1;
            await Task.Yield();
            Interlocked.Decrement(ref underWay);
            await Receiver.Status(context, 200);
        };
        for (var day = 0; day < 30; day++)
        {
            await HappensAsync($"day {day}");
        }

        await using (await StartAsync())
        await using (await StartAsync())
        {
            await Eventually.GetAsync(
                DeliveriesAsync,
                states => states.All(state => state == "delivered 1 200"),
                Ct
            );
        }

        Assert.False(isTwice);
        Assert.Equal(
            await Db.ListAsync(
                "select 'evt_' || replace(event_id::text, '-', '') from webhook_events order by seq"
            ),
            Server.Requests.Select(one => one.Id)
        );
    }

    [Fact]
    public async Task A_worker_that_dies_before_the_record_sends_again_under_the_same_id()
    {
        await EndpointAsync();
        await HappensAsync("day 1");
        var faults = new FaultPoints
        {
            OnReach = (point, _) =>
            {
                if (point == "after call")
                {
                    throw new InvalidOperationException("the process dies");
                }
            },
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            SendDueAsync(CourierWith(faults: faults))
        );
        var courier = CourierWith();
        Assert.Null(await courier.TakeAsync([], Ct));
        await PassAsync(courier, TimeSpan.FromMinutes(2));
        Assert.Equal(2, Server.Requests.Count);
        Assert.Single(Server.Requests.Select(one => (one.Id, one.Body)).Distinct());
        Assert.Equal(["delivered 2 204"], await DeliveriesAsync());
    }

    [Fact]
    public async Task What_comes_late_from_a_lost_lease_changes_nothing()
    {
        await EndpointAsync();
        Server.Always(500);
        await HappensAsync("day 1");
        var courier = CourierWith();
        var late = await courier.TakeAsync([], Ct);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Server.Always(200);
        await SendDueAsync(courier);
        Server.Always(500);
        await courier.CarryAsync(late!);
        Assert.Equal(["delivered 2 200"], await DeliveriesAsync());
    }

    [Fact]
    public async Task An_event_is_sent_as_soon_as_it_is_written_down()
    {
        await EndpointAsync();
        await using var worker = await StartAsync();
        await HappensAsync("day 1");
        await Eventually.GetAsync(
            () => Task.FromResult(Server.Requests.Count),
            count => count == 1,
            Ct
        );
    }

    private async Task<RunningWorker> StartAsync()
    {
        var worker = new WebhookWorker(
            Database,
            CourierWith(),
            Signal,
            NullLogger<WebhookWorker>.Instance
        );
        await worker.StartAsync(Ct);
        return new RunningWorker(worker);
    }

    private async Task EachOfItsOwnAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await TellAsync(OwnerEvent.RemovalFailed, $"{await MemberAsync()}:1");
        }
    }

    private sealed class RunningWorker(WebhookWorker worker) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await worker.StopAsync(CancellationToken.None);
            worker.Dispose();
        }
    }
}
