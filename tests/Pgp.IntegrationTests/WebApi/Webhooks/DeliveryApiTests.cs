using System.Net;
using System.Text.Json.Nodes;
using Pgp.Contracts.Tasks;
using Pgp.Testing;

namespace Pgp.IntegrationTests.WebApi.Webhooks;

/// <summary>How owners see what was sent, and have it sent again.</summary>
public sealed class DeliveryApiTests(ClusterFixture fixture) : WebhookApiDesk(fixture)
{
    [Fact]
    public async Task A_test_that_is_asked_for_twice_with_one_key_is_sent_once()
    {
        var (id, _) = await CreateAsync();
        var first = await FireAsync(id, once: "one");
        var again = await FireAsync(id, once: "one");
        Assert.Equal(HttpStatusCode.Accepted, again.Status);
        Assert.Equal((string?)first.Body!["delivery_id"], (string?)again.Body!["delivery_id"]);
        await FireAsync(id, once: "two");
        await ReceivedAsync(2);
        Assert.Equal(2, await Db.AskAsync<long>("select count(*) from webhook_deliveries"));
    }

    [Fact]
    public async Task A_test_is_sent_and_its_delivery_can_be_seen()
    {
        var (id, _) = await CreateAsync();
        var asked = await FireAsync(id);
        Assert.Equal(HttpStatusCode.Accepted, asked.Status);
        var delivery = (string)asked.Body!["delivery_id"]!;
        var seen = await UntilAsync(
            () => GetAsync($"/webhooks/{id}/deliveries/{delivery}", ReadKey),
            answer => (string?)answer.Body?["delivery"]?["state"] == "delivered"
        );
        Assert.Equal("webhook.test", (string?)seen.Body!["payload"]!["type"]);
        var attempt = Assert.Single(seen.Body["attempt_log"]!.AsArray())!;
        Assert.Equal((1, 204), ((int)attempt["attempt"]!, (int)attempt["status"]!));
        Assert.Equal(delivery, (string?)seen.Body["delivery"]!["delivery_id"]);
    }

    [Fact]
    public async Task Deliveries_come_newest_first_in_pieces_and_by_state_and_kind()
    {
        var (id, _) = await CreateAsync();
        Server.Answer = (context, received) =>
            Notifications.Webhooks.Receiver.Status(
                context,
                received.Type == "webhook.test" ? 500 : 200
            );
        for (var day = 0; day < 5; day++)
        {
            await HappensAsync($"day {day}");
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await ReceivedAsync(5);
        await FireAsync(id);
        await UntilAsync(
            DeliveriesAsync,
            states =>
                states.Count == 6 && states[^1].StartsWith("pending 1", StringComparison.Ordinal)
        );
        var pieces = new List<string>();
        var sizes = new List<int>();
        string? cursor = null;
        do
        {
            var piece = await GetAsync($"/webhooks/{id}/deliveries?limit=4&cursor={cursor}");
            var events = piece.Body!["items"]!.AsArray().Select(one => (string)one!["event_id"]!);
            pieces.AddRange(events);
            sizes.Add(pieces.Count);
            cursor = (string?)piece.Body["next_cursor"];
        } while (cursor is not null);
        Assert.Equal([4, 6], sizes);
        Assert.Equal(
            await Db.ListAsync(
                """
                select 'evt_' || replace(event_id::text, '-', '')
                  from webhook_events
                 order by seq desc
                """
            ),
            pieces
        );
        Assert.Equal(5, await CountAsync(id, "state=delivered"));
        Assert.Equal(1, await CountAsync(id, "event_type=webhook.test"));
        Assert.Equal(0, await CountAsync(id, "state=delivered&event_type=webhook.test"));
        var wrong = await GetAsync($"/webhooks/{id}/deliveries?state=lost");
        Assert.Equal(["state unknown"], wrong.Errors);
    }

    [Fact]
    public async Task A_replay_says_how_many_and_sends_exactly_those()
    {
        var (id, _) = await CreateAsync();
        await PatchAsync(
            id,
            """{"event_types":["channel.members_differ","channel.bot_rights_lost"]}"""
        );
        var began = Clock.GetUtcNow();
        for (var hour = 0; hour < 4; hour++)
        {
            await HappensAsync($"hour {hour}");
            await TellAsync(OwnerEvent.BotRightsLost, $"rights:{hour}", "open: can_post");
            await WakeAsync();
            await SettledAsync(2 * (hour + 1));
            Clock.SetUtcNow(began.AddHours(hour + 1));
        }

        var body = new JsonObject
        {
            ["from"] = began.AddHours(1),
            ["to"] = began.AddHours(3),
            ["event_types"] = new JsonArray("channel.bot_rights_lost"),
        }.ToJsonString();
        var first = await ReplayAsync(id, body, once: "one");
        var again = await ReplayAsync(id, body, once: "one");
        Assert.Equal((HttpStatusCode.Accepted, 2), (first.Status, (int)first.Body!["count"]!));
        Assert.Equal((HttpStatusCode.Accepted, 2), (again.Status, (int)again.Body!["count"]!));
        await ReceivedAsync(10);
        Assert.Equal(
            Server
                .Requests.Take(8)
                .Where(one => one.Type == "channel.bot_rights_lost")
                .Skip(1)
                .Take(2)
                .Select(one => one.Id),
            Server.Requests.Skip(8).Select(one => one.Id)
        );
    }

    [Fact]
    public async Task A_replay_without_a_key_or_a_range_is_refused()
    {
        var (id, _) = await CreateAsync();
        var keyless = await PostAsync(
            $"/webhooks/{id}/replay",
            """{"from":"2026-01-01T00:00:00Z"}"""
        );
        Assert.Equal("idempotency_key_required", keyless.Code);
        var empty = await ReplayAsync(id, "{}", once: "a");
        Assert.Equal(["from required", "to not_after_from"], empty.Errors);
        var future = await ReplayAsync(id, """{"from":"2099-01-01T00:00:00Z"}""", once: "b");
        Assert.Equal(["to not_after_from"], future.Errors);
        await PatchAsync(id, """{"is_enabled":false}""");
        var off = await ReplayAsync(id, """{"from":"2026-01-01T00:00:00Z"}""", once: "c");
        Assert.Equal((HttpStatusCode.Conflict, "webhook_disabled"), (off.Status, off.Code));
    }

    [Fact]
    public async Task A_retry_sends_it_at_once()
    {
        var (id, _) = await CreateAsync();
        Server.Always(500);
        await HappensAsync("day 1");
        await UntilAsync(DeliveriesAsync, states => states.Single() == "pending 1 500 status");
        Server.Always(200);
        var list = await GetAsync($"/webhooks/{id}/deliveries");
        var delivery = (string)list.Body!["items"]![0]!["delivery_id"]!;
        var answer = await PostAsync($"/webhooks/{id}/deliveries/{delivery}/retry");
        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        await UntilAsync(DeliveriesAsync, states => states.Single() == "delivered 2 200");
    }

    // Time may jump only while nothing is under way.
    private async Task SettledAsync(int count) =>
        await UntilAsync(
            DeliveriesAsync,
            states => states.Count(state => state == "delivered 1 204") == count
        );

    private async Task<int> CountAsync(string id, string filter) =>
        (await GetAsync($"/webhooks/{id}/deliveries?{filter}")).Body!["items"]!.AsArray().Count;

    private Task<Answer> ReplayAsync(string id, string body, string once) =>
        AskAsync(HttpMethod.Post, $"/webhooks/{id}/replay", body, Key, once);

    private Task<Answer> PatchAsync(string id, string body) =>
        AskAsync(HttpMethod.Patch, $"/webhooks/{id}", body, Key);
}
