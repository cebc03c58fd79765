using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Pgp.Contracts.Tasks;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Bot;

/// <summary>An owner speaks to members: over HTTP, into their chats.</summary>
[Collection(nameof(BotCollection))]
public sealed class AnnouncementScenarioTests(BotStack flow)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_announcement_is_shown_scheduled_and_heard_by_members_alone()
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        var channel = await owner.OpenShopAsync(Ct);
        var membership = new Membership(flow);
        var member = await Phone.TakeAsync(flow, Ct);
        var stranger = await Phone.TakeAsync(flow, Ct);
        await membership.EnterAsync(member, channel, Ct);

        var draft = await DraftAsync(owner, channel, "Live at <8> & later");
        var made = await CallAsync(HttpMethod.Post, "", draft);
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal("draft", (string?)made.Body!["state"]);
        Assert.Equal(1, (int)made.Body["people"]!["total"]!);
        var id = (string)made.Body["announcement_id"]!;

        var wish = new JsonObject { ["owner_user_id"] = owner.Phone.Person };
        Assert.Equal(
            HttpStatusCode.OK,
            (await CallAsync(HttpMethod.Post, $"/{id}/preview", wish)).Status
        );
        var preview = await owner.Phone.HearAsync("Live at <8> & later", Ct);
        Assert.Equal(
            "https://example.com/live",
            (string?)Assert.Single(SandboxClient.Buttons(preview))["url"]
        );
        Assert.DoesNotContain(await member.TextsAsync(Ct), text => text.Contains("Live at"));

        var scheduled = await CallAsync(HttpMethod.Post, $"/{id}/schedule", wish);
        Assert.Equal(HttpStatusCode.OK, scheduled.Status);
        await member.HearAsync("Live at <8> & later", Ct);
        var done = await Eventually.GetAsync(
            () => CallAsync(HttpMethod.Get, $"/{id}?owner_user_id={owner.Phone.Person}", null),
            answer => (string?)answer.Body!["state"] == "done",
            Ct
        );
        Assert.Equal(1, (int)done.Body!["people"]!["sent"]!);
        Assert.Single(await member.TextsAsync(Ct), text => text.Contains("Live at"));
        Assert.DoesNotContain(await stranger.TextsAsync(Ct), text => text.Contains("Live at"));

        var late = await CallAsync(HttpMethod.Post, $"/{id}/cancel", wish);
        Assert.Equal(
            (HttpStatusCode.Conflict, "wrong_state"),
            (late.Status, (string?)late.Body!["code"])
        );
        var list = await CallAsync(
            HttpMethod.Get,
            $"?owner_user_id={owner.Phone.Person}&channel_id={draft["channel_id"]}",
            null
        );
        Assert.Equal(
            id,
            (string?)Assert.Single(list.Body!["announcements"]!.AsArray())!["announcement_id"]
        );
    }

    [Fact]
    public async Task An_owner_announces_in_the_chat_alone()
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        var channel = await owner.OpenShopAsync(Ct);
        var member = await Phone.TakeAsync(flow, Ct);
        await new Membership(flow).EnterAsync(member, channel, Ct);
        var id = await WriteAsync(owner, channel, "active", "First words");

        await PressAsync(owner, new(id, AnnouncementWish.Send, Minutes: 60));
        await owner.Phone.HearAsync("It goes out at", Ct);
        await PressAsync(owner, new(id, AnnouncementWish.Cancel, Minutes: 0));
        await owner.Phone.HearAsync("Cancelled: 0 of 1 had it before.", Ct);

        var second = await WriteAsync(owner, channel, "1", "Second <words>");
        await PressAsync(owner, new(second, AnnouncementWish.Send, Minutes: 0));
        await member.HearAsync("Second <words>", Ct);
        await Eventually.GetAsync(
            () =>
                flow.Facts.RowAsync(
                    "select state from announcements where announcement_id = $1",
                    second.Value
                ),
            state => state == "done",
            Ct
        );
        await PressAsync(owner, new(second, AnnouncementWish.Show, Minutes: 0));
        await owner.Phone.HearAsync("Done: 1 of 1 have it.", Ct);
        Assert.DoesNotContain(await member.TextsAsync(Ct), text => text.Contains("First words"));
    }

    [Fact]
    public async Task Nobody_else_presses_what_an_owner_announces()
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        var channel = await owner.OpenShopAsync(Ct);
        var id = await WriteAsync(owner, channel, "past", "For former members");
        var stranger = await ChannelOwner.TakeAsync(flow, Ct);
        await PressAsync(stranger, new(id, AnnouncementWish.Send, Minutes: 0));
        await stranger.Phone.HearAsync("This announcement is not there any more.", Ct);
        Assert.Equal(
            "draft",
            await flow.Facts.RowAsync(
                "select state from announcements where announcement_id = $1",
                id.Value
            )
        );

        var ask = $"w:bs:{channel.Code}:active";
        await stranger.Phone.PressAsync(
            await ChannelOwner.ForgeAsync(flow, stranger.Phone, ask, Ct),
            ask,
            Ct
        );
        await stranger.Phone.HearAsync("This button or question no longer works.", Ct);
    }

    private async Task<AnnouncementId> WriteAsync(
        ChannelOwner owner,
        SampleChannel channel,
        string segment,
        string words
    )
    {
        var menu = $"w:b:{channel.Code}";
        await owner.Phone.PressAsync(
            await ChannelOwner.ForgeAsync(flow, owner.Phone, menu, Ct),
            menu,
            Ct
        );
        var whom = await owner.Phone.HearAsync("Whom do you want to tell something?", Ct);
        await owner.Phone.PressAsync(whom, $"w:bs:{channel.Code}:{segment}", Ct);
        await owner.Phone.HearAsync("Write it in one message", Ct);
        await Eventually.GetAsync(
            () =>
                flow.Facts.RowsAsync(
                    "select subject from conversations where user_id = $1",
                    owner.Phone.Person
                ),
            asked => asked is [var subject] && subject == $"announce {channel.Code} {segment}",
            Ct
        );
        await owner.Phone.SendAsync(words, Ct);
        await owner.Phone.HearAsync(words, Ct);
        var id = await Eventually.FindAsync(
            async () =>
                (
                    await flow.Facts.RowsAsync(
                        "select announcement_id from announcements where body = $1",
                        words
                    )
                ).SingleOrDefault(),
            Ct
        );
        var found = new AnnouncementId(Guid.Parse(id));
        await flow.Sandbox.WaitForMessageAsync(
            owner.Phone.Person,
            message =>
                SandboxClient
                    .Buttons(message)
                    .Any(button =>
                        (string?)button["callback_data"]
                        == new AnnouncementPress(found, AnnouncementWish.Send, 0).ToString()
                    ),
            Ct
        );
        return found;
    }

    private async Task PressAsync(ChannelOwner person, AnnouncementPress press)
    {
        var data = press.ToString();
        var message = await ChannelOwner.ForgeAsync(flow, person.Phone, data, Ct);
        await person.Phone.PressAsync(message, data, Ct);
    }

    [Fact]
    public async Task What_is_asked_for_wrongly_is_refused_with_its_reason()
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        var channel = await owner.OpenShopAsync(Ct);
        var draft = await DraftAsync(owner, channel, "x");
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await CallAsync(HttpMethod.Post, "", draft, token: "guessed")).Status
        );

        await RefusedAsync(HttpStatusCode.BadRequest, "malformed_json", "", new JsonArray());
        await RefusedAsync(HttpStatusCode.BadRequest, "malformed_json", "", With(draft, "x", 1));
        await RefusedAsync(
            HttpStatusCode.BadRequest,
            "malformed_json",
            "",
            With(draft, "owner_user_id", null)
        );
        await RefusedAsync(
            HttpStatusCode.Forbidden,
            "not_the_owner",
            "",
            With(draft, "owner_user_id", owner.Phone.Person + 1_000_000)
        );
        await RefusedAsync(
            HttpStatusCode.NotFound,
            "channel_not_found",
            "",
            With(draft, "channel_id", "chn_x")
        );
        await RefusedAsync(
            HttpStatusCode.UnprocessableEntity,
            "validation_failed",
            "",
            With(draft, "body", new string('x', 4_096))
        );
        var wish = new JsonObject { ["owner_user_id"] = owner.Phone.Person };
        await RefusedAsync(HttpStatusCode.NotFound, "announcement_not_found", "/x/cancel", wish);
        var nobody = await CallAsync(HttpMethod.Get, "/x", null);
        Assert.Equal((HttpStatusCode.BadRequest, "owner_missing"), (nobody.Status, nobody.Code));
    }

    private async Task RefusedAsync(HttpStatusCode status, string code, string path, JsonNode body)
    {
        var answer = await CallAsync(HttpMethod.Post, path, body);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    private static JsonObject With(JsonObject body, string member, JsonNode? value)
    {
        var changed = body.DeepClone().AsObject();
        changed[member] = value;
        return changed;
    }

    private async Task<JsonObject> DraftAsync(
        ChannelOwner owner,
        SampleChannel channel,
        string text
    ) =>
        new()
        {
            ["channel_id"] = await flow.ChannelIdAsync(channel),
            ["owner_user_id"] = owner.Phone.Person,
            ["segment"] = "active",
            ["body"] = text,
            ["button_text"] = "Watch",
            ["button_url"] = "https://example.com/live",
        };

    private async Task<(HttpStatusCode Status, JsonNode? Body, string? Code)> CallAsync(
        HttpMethod method,
        string path,
        JsonNode? body,
        string? token = null
    )
    {
        var url = new Uri(flow.Stack.App, $"broadcast/announcements{path}");
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            token ?? flow.Stack.Credentials.AdminToken
        );
        if (body is not null)
        {
            request.Content = new StringContent(
                body.ToJsonString(),
                Encoding.UTF8,
                "application/json"
            );
        }

        using var response = await flow.Http.SendAsync(request, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        var answer = text.Length == 0 ? null : JsonNode.Parse(text);
        return (response.StatusCode, answer, (string?)answer?["code"]);
    }
}
