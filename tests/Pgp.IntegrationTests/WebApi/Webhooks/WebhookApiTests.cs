using System.Net;
using Pgp.Contracts.Webhooks;
using Pgp.Notifications.Webhooks.Sending;
using Pgp.Testing;

namespace Pgp.IntegrationTests.WebApi.Webhooks;

/// <summary>How owners take care of their endpoints.</summary>
public sealed class WebhookApiTests(ClusterFixture fixture) : WebhookApiDesk(fixture)
{
    [Fact]
    public async Task A_new_endpoint_shows_its_secret_once_and_is_signed_with_it()
    {
        var (id, secret) = await CreateAsync();
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        var shown = await GetAsync($"/webhooks/{id}");
        Assert.DoesNotContain("secret\":\"", shown.Body!.ToJsonString(), StringComparison.Ordinal);
        Assert.True((bool)shown.Body["is_enabled"]!);
        Assert.Null(shown.Body["disabled_reason"]);
        await HappensAsync("day 1");
        await ReceivedAsync(1);
        var request = Server.Requests[0];
        Assert.Equal(
            WebhookSignature.Of(
                request.Id,
                request.Timestamp,
                request.Body,
                [WebhookSecret.Parse(secret)]
            ),
            request.Signature
        );
    }

    [Fact]
    public async Task The_list_has_ones_own_endpoints_and_their_maximum()
    {
        await CreateAsync(StrangerKey);
        var first = await CreateAsync();
        var second = await CreateAsync();
        var list = (await GetAsync("/webhooks", ReadKey)).Body!;
        // Made within one moment of the clock: either may be the newer.
        Assert.Equal(
            new[] { first.Id, second.Id }.Order(StringComparer.Ordinal),
            list["items"]!
                .AsArray()
                .Select(one => (string)one!["endpoint_id"]!)
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal((2, 10), ((int)list["count"]!, (int)list["max"]!));
    }

    [Fact]
    public async Task The_eleventh_endpoint_is_refused()
    {
        for (var i = 0; i < 10; i++)
        {
            await CreateAsync();
        }

        var answer = await PostAsync("/webhooks", Body("payment.paid"));
        Assert.Equal((HttpStatusCode.Conflict, "too_many_webhooks"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        var answer = await PostAsync(
            "/webhooks",
            """{"url":"ftp://x","event_types":["payment.paid","no.such"],"description":"a\nb"}"""
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(
            ["url not_an_address", "event_types unknown", "description length"],
            answer.Errors
        );
    }

    [Fact]
    public async Task Somebody_else_s_endpoint_is_not_there()
    {
        var (id, _) = await CreateAsync();
        await FireAsync(id);
        await ReceivedAsync(1);
        var delivery = await Db.AskAsync<string>(
            "select 'whd_' || replace(delivery_id::text, '-', '') from webhook_deliveries"
        );
        var one = $"/webhooks/{id}";
        var range = """{"from":"2026-01-01T00:00:00Z"}""";
        foreach (
            var (method, path, body) in new[]
            {
                (HttpMethod.Get, one, null),
                (HttpMethod.Patch, one, "{}"),
                (HttpMethod.Delete, one, null),
                (HttpMethod.Post, one + "/rotate-secret", null),
                (HttpMethod.Post, one + "/test", null),
                (HttpMethod.Post, one + "/replay", range),
                (HttpMethod.Get, one + "/deliveries", null),
                (HttpMethod.Get, $"{one}/deliveries/{delivery}", null),
                (HttpMethod.Post, $"{one}/deliveries/{delivery}/retry", null),
            }
        )
        {
            var answer = await AskAsync(method, path, body, StrangerKey, once: path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.Status));
        }
    }

    [Fact]
    public async Task A_key_that_may_only_read_changes_nothing()
    {
        var (id, _) = await CreateAsync();
        var answer = await AskAsync(HttpMethod.Delete, $"/webhooks/{id}", null, ReadKey);
        Assert.Equal((HttpStatusCode.Forbidden, "scope_missing"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_change_leaves_what_is_absent_and_empties_what_is_null()
    {
        var (id, _) = await CreateAsync();
        var first = await PatchAsync(id, """{"description":"mine","url":"https://a.example/"}""");
        Assert.Equal("mine", (string?)first.Body!["description"]);
        Assert.Equal("https://a.example/", (string?)first.Body["url"]);
        Assert.Equal("""["channel.members_differ"]""", first.Body["event_types"]!.ToJsonString());
        var second = await PatchAsync(id, """{"event_types":["payout.held","payment.paid"]}""");
        Assert.Equal("mine", (string?)second.Body!["description"]);
        Assert.Equal(
            """["payment.paid","payout.held"]""",
            second.Body["event_types"]!.ToJsonString()
        );
        var third = await PatchAsync(id, """{"description":null}""");
        Assert.Null(third.Body!["description"]);
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await PatchAsync(id, """{"event_types":[]}""")).Status
        );
    }

    [Fact]
    public async Task Switched_off_it_gets_nothing_and_says_so()
    {
        var (id, _) = await CreateAsync();
        var off = await PatchAsync(id, """{"is_enabled":false}""");
        Assert.Equal("owner", (string?)off.Body!["disabled_reason"]);
        await HappensAsync("day 1");
        Assert.Empty(await DeliveriesAsync());
        var on = await PatchAsync(id, """{"is_enabled":true}""");
        Assert.True((bool)on.Body!["is_enabled"]!);
        await HappensAsync("day 2");
        await ReceivedAsync(1);
    }

    [Fact]
    public async Task After_410_it_is_off_until_its_owner_switches_it_on()
    {
        var (id, _) = await CreateAsync();
        Server.Always(410);
        await HappensAsync("day 1");
        var stopped = await UntilAsync(
            () => GetAsync($"/webhooks/{id}"),
            answer => (bool?)answer.Body?["is_enabled"] == false
        );
        Assert.Equal("gone", (string?)stopped.Body!["disabled_reason"]);
        Server.Always(200);
        await PatchAsync(id, """{"is_enabled":true}""");
        await HappensAsync("day 2");
        var well = await UntilAsync(
            () => GetAsync($"/webhooks/{id}"),
            answer => answer.Status == HttpStatusCode.OK && answer.Body!["failing_since"] is null
        );
        Assert.True((bool)well.Body!["is_enabled"]!);
    }

    [Fact]
    public async Task A_new_secret_signs_beside_the_one_before_and_never_are_there_three()
    {
        var (id, first) = await CreateAsync();
        var second = await PostAsync($"/webhooks/{id}/rotate-secret");
        Clock.Advance(TimeSpan.FromSeconds(1));
        var third = await PostAsync($"/webhooks/{id}/rotate-secret");
        Assert.Equal(
            Clock.GetUtcNow().AddHours(24),
            (DateTimeOffset)third.Body!["previous_valid_until"]!
        );
        await HappensAsync("day 1");
        await ReceivedAsync(1);
        var request = Server.Requests[0];
        byte[][] keys =
        [
            WebhookSecret.Parse((string)third.Body["secret"]!),
            WebhookSecret.Parse((string)second.Body!["secret"]!),
        ];
        Assert.Equal(
            WebhookSignature.Of(request.Id, request.Timestamp, request.Body, keys),
            request.Signature
        );
        Assert.NotEqual(first, (string)second.Body["secret"]!);
        var shown = await GetAsync($"/webhooks/{id}");
        Assert.NotNull(shown.Body!["previous_secret_valid_until"]);
    }

    [Fact]
    public async Task A_removed_endpoint_is_gone_and_on_record()
    {
        var (id, _) = await CreateAsync();
        var answer = await AskAsync(HttpMethod.Delete, $"/webhooks/{id}", null, Key);
        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"/webhooks/{id}")).Status);
        Assert.Equal(
            ["webhook.created", "webhook.deleted"],
            await Db.ListAsync("select action from audit_log order by action")
        );
        Assert.DoesNotContain(
            "whsec_",
            string.Concat(await Db.ListAsync("select coalesce(after::text, '') from audit_log")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_kinds_of_events_are_listed_for_everybody()
    {
        var list = (await GetAsync("/webhooks/event-types", key: "none")).Body!;
        Assert.Equal("2026-11-01", (string?)list["api_version"]);
        Assert.Equal(
            WebhookEventTypes.All.Select(type => type.Name),
            list["items"]!.AsArray().Select(one => (string)one!["name"]!)
        );
    }

    private Task<Answer> PatchAsync(string id, string body) =>
        AskAsync(HttpMethod.Patch, $"/webhooks/{id}", body, Key);
}
