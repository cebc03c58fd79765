using System.Net;
using System.Net.Sockets;
using Pgp.Common.Outbound;
using Pgp.Notifications.Webhooks.Sending;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Notifications.Webhooks;

/// <summary>How often, when and how one event is sent.</summary>
public sealed class WebhookAttemptTests(ClusterFixture fixture) : WebhookDesk(fixture)
{
    private static readonly TimeSpan FiveDays = TimeSpan.FromDays(5);

    [Fact]
    public async Task An_event_that_is_taken_is_sent_once_and_signed()
    {
        await EndpointAsync();
        await HappensAsync("day 1");
        await PassAsync(CourierWith(), FiveDays);
        var request = Assert.Single(Server.Requests);
        var payload = await Db.AskAsync<string>("select payload from webhook_events");
        Assert.Equal(payload, request.Body);
        Assert.StartsWith("evt_", request.Id, StringComparison.Ordinal);
        Assert.Equal(request.At.ToUnixTimeSeconds(), request.Timestamp);
        Assert.Equal(
            WebhookSignature.Of(request.Id, request.Timestamp, request.Body, [KeyOf('a')]),
            request.Signature
        );
        Assert.Equal(["delivered 1 204"], await DeliveriesAsync());
    }

    [Fact]
    public async Task A_dead_endpoint_is_tried_14_times_within_5_days_under_one_id()
    {
        await EndpointAsync();
        Server.Always(500);
        await HappensAsync("day 1");
        await PassAsync(CourierWith(), TimeSpan.FromDays(30));
        Assert.Equal(14, Server.Requests.Count);
        Assert.Single(Server.Requests.Select(request => request.Id).Distinct());
        var times = Server.Requests.Select(request => request.At).ToList();
        Assert.InRange(times[^1] - times[0], TimeSpan.FromDays(4.4), FiveDays);
        Assert.All(
            times.Zip(times.Skip(1)).Zip(AttemptTimes.Waits),
            step =>
                Assert.InRange(step.First.Second - step.First.First, step.Second, step.Second * 1.1)
        );
        Assert.Equal(["failed 14 500 status"], await DeliveriesAsync());
        Assert.Equal(
            [.. Enumerable.Range(1, 14).Select(attempt => $"{attempt} 500 status")],
            await Db.ListAsync(
                "select concat_ws(' ', attempt, status, error) from webhook_attempts "
                    + "order by attempt"
            )
        );
    }

    [Fact]
    public async Task Whoever_is_back_after_4_days_misses_nothing()
    {
        await EndpointAsync();
        var courier = CourierWith();
        Server.Always(503);
        for (var day = 0; day < 4; day++)
        {
            await HappensAsync($"day {day}");
            await PassAsync(courier, TimeSpan.FromDays(1));
        }

        Server.Always(200);
        await PassAsync(courier, FiveDays * 2);
        var taken = Server.Requests.TakeLast(4).Select(request => request.Id);
        Assert.Equal(
            await Db.ListAsync(
                "select 'evt_' || replace(event_id::text, '-', '') from webhook_events order by seq"
            ),
            taken
        );
        Assert.All(
            await DeliveriesAsync(),
            delivery => Assert.StartsWith("delivered", delivery, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_endpoint_that_asks_for_time_gets_it_up_to_an_hour()
    {
        await EndpointAsync();
        Server.Answer = (context, _) =>
        {
            context.Response.Headers.RetryAfter = Server.Requests.Count == 1 ? "600" : "86400";
            return Receiver.Status(context, Server.Requests.Count < 3 ? 429 : 200);
        };
        await HappensAsync("day 1");
        await PassAsync(CourierWith(), FiveDays);
        var times = Server.Requests.Select(request => request.At).ToList();
        Assert.Equal(
            [TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)],
            times.Zip(times.Skip(1), (first, second) => second - first)
        );
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await EndpointAsync();
        Server.Answer = (context, received) =>
        {
            context.Response.Headers.Location = "/elsewhere";
            return Receiver.Status(context, 307);
        };
        await HappensAsync("day 1");
        await SendDueAsync(CourierWith());
        Assert.Equal(["/hook"], Server.Requests.Select(request => request.Path));
        Assert.Equal(["pending 1 307 redirect"], await DeliveriesAsync());
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_in_15_seconds_has_failed()
    {
        await EndpointAsync();
        Server.Answer = (context, _) =>
        {
            Clock.Advance(WebhookSender.TimeLimit);
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        await HappensAsync("day 1");
        await SendDueAsync(CourierWith());
        Assert.Equal(["pending 1 timeout"], await DeliveriesAsync());
        Assert.Equal(
            15_000,
            await Db.AskAsync<int>("select last_duration_ms from webhook_deliveries")
        );
    }

    [Fact]
    public async Task An_endless_answer_is_hung_up_on_and_nothing_of_it_is_kept()
    {
        await EndpointAsync();
        Server.Answer = async (context, _) =>
        {
            var letters = new byte[4_096];
            Array.Fill(letters, (byte)'x');
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(letters, context.RequestAborted);
            }
        };
        await HappensAsync("day 1");
        await SendDueAsync(CourierWith());
        Assert.Equal(["delivered 1 200"], await DeliveriesAsync());
    }

    [Fact]
    public async Task A_server_that_is_not_there_or_has_no_name_has_failed()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        await EndpointAtAsync($"http://{nobody.LocalEndpoint}/");
        nobody.Stop();
        await HappensAsync("day 1");
        await EndpointAtAsync("http://nobody.test/");
        await HappensAsync("day 2");
        NameResolver names = (host, ct) =>
            host == "nobody.test"
                ? throw new SocketException((int)SocketError.HostNotFound)
                : Dns.GetHostAddressesAsync(host, ct);
        await SendDueAsync(CourierWith(new AddressGuard(isPrivateAllowed: true, names)));
        Assert.Equal(
            ["pending 0", "pending 1 connection", "pending 1 name"],
            (await DeliveriesAsync()).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("fd00:ec2::254")]
    public async Task A_name_that_leads_inside_is_not_called(string address)
    {
        await EndpointAtAsync($"http://inside.test:{Server.Address.Port}/hook");
        await HappensAsync("day 1");
        await SendDueAsync(CourierWith(GuardOf(address)));
        Assert.Equal(["pending 1 address"], await DeliveriesAsync());
        Assert.Empty(Server.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::ffff:7f00:1]:{0}/")]
    public async Task An_address_of_this_machine_is_not_called_however_it_is_written(string url)
    {
        var port = Server.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await EndpointAtAsync(url.Replace("{0}", port, StringComparison.Ordinal));
        await HappensAsync("day 1");
        await SendDueAsync(CourierWith(new AddressGuard(isPrivateAllowed: false)));
        Assert.Equal(["pending 1 address"], await DeliveriesAsync());
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task A_name_with_one_bad_address_among_good_ones_is_not_called()
    {
        await EndpointAtAsync($"http://mixed.test:{Server.Address.Port}/hook");
        await HappensAsync("day 1");
        await SendDueAsync(CourierWith(GuardOf("93.184.215.14", "127.0.0.1")));
        Assert.Equal(["pending 1 address"], await DeliveriesAsync());
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task The_address_that_was_checked_is_the_one_that_is_called()
    {
        await EndpointAtAsync($"http://changing.test:{Server.Address.Port}/hook");
        await HappensAsync("day 1");
        var asked = 0;
        NameResolver names = (_, _) =>
        {
            asked++;
            return Task.FromResult(new[] { IPAddress.Loopback });
        };
        await SendDueAsync(CourierWith(new AddressGuard(isPrivateAllowed: true, names)));
        Assert.Equal((1, 1), (asked, Server.Requests.Count));
    }

    [Fact]
    public async Task Without_a_readable_secret_nothing_is_sent()
    {
        var id = await EndpointAsync();
        await Db.RunAsync(
            "update webhook_secrets set sealed = $2 where endpoint_id = $1",
            id.Value,
            Box.Seal(KeyOf('a'), "another endpoint")
        );
        await HappensAsync("day 1");
        await SendDueAsync(CourierWith());
        Assert.Equal(["pending 1 secret"], await DeliveriesAsync());
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task While_a_secret_is_replaced_both_sign_and_then_the_new_one_alone()
    {
        var id = await EndpointAsync();
        await Db.RunAsync(
            "update webhook_secrets set valid_until = $1",
            Clock.GetUtcNow().AddHours(24)
        );
        Clock.Advance(TimeSpan.FromSeconds(1));
        await SecretAsync(id, KeyOf('b'), validUntil: null);
        var courier = CourierWith();
        await HappensAsync("day 1");
        await SendDueAsync(courier);
        Clock.Advance(TimeSpan.FromHours(24));
        await HappensAsync("day 2");
        await SendDueAsync(courier);
        var (first, second) = (Server.Requests[0], Server.Requests[1]);
        Assert.Equal(
            WebhookSignature.Of(first.Id, first.Timestamp, first.Body, [KeyOf('b'), KeyOf('a')]),
            first.Signature
        );
        Assert.Equal(2, first.Signature.Split(' ').Length);
        Assert.Equal(
            WebhookSignature.Of(second.Id, second.Timestamp, second.Body, [KeyOf('b')]),
            second.Signature
        );
    }

    private static AddressGuard GuardOf(params string[] addresses) =>
        new(
            isPrivateAllowed: false,
            (_, _) => Task.FromResult<IPAddress[]>([.. addresses.Select(IPAddress.Parse)])
        );
}
