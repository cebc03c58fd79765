using Pgp.Broadcast.Announcements;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Broadcast;

/// <summary>What owners may ask for, and what is refused.</summary>
public sealed class AnnouncementDeskTests(ClusterFixture fixture) : AnnouncementRoom(fixture)
{
    private const long Stranger = 43;

    public static TheoryData<string, string, int?, string, string?, string?> BadDrafts { get; } =
        new()
        {
            { "segment", "everybody", null, "x", null, null },
            { "tier_no", "tier", null, "x", null, null },
            { "tier_no", "active", 1, "x", null, null },
            { "tier_no", "tier", 3, "x", null, null },
            { "body", "active", null, " \n ", null, null },
            { "body", "active", null, new string('x', 3_801), null, null },
            { "body", "active", null, "a\u0000b", null, null },
            { "body", "active", null, "half \ud83d", null, null },
            { "button_url", "active", null, "x", "Join", null },
            { "button_url", "active", null, "x", null, "https://example.com" },
            { "button_url", "active", null, "x", "Join", "javascript:alert(1)" },
            { "button_url", "active", null, "x", "Join", "/relative" },
            { "button_text", "active", null, "x", "", "https://example.com" },
            { "button_text", "active", null, "x", new string('x', 65), "https://example.com" },
        };

    [Theory]
    [MemberData(nameof(BadDrafts))]
    public async Task A_draft_that_cannot_be_sent_is_refused_with_its_field(
        string field,
        string segment,
        int? tier,
        string body,
        string? buttonText,
        string? buttonUrl
    )
    {
        var draft = new Draft(Channel, segment, tier, body, buttonText, buttonUrl);
        var answer = await Announcer.CreateAsync(draft, Owner, Ct);
        Assert.Equal(field, Assert.IsType<Answer.Invalid>(answer).Error.Field);
        Assert.Equal(0, await Db.AskAsync<long>("select count(*) from announcements"));
    }

    [Fact]
    public async Task The_longest_text_is_kept_with_its_lines_made_plain()
    {
        var id = await CreateAsync(News with { Body = "  a\r\nb" + new string('я', 3_797) + "  " });
        var body = await Db.AskAsync<string>(
            "select body from announcements where announcement_id = $1",
            id.Value
        );
        Assert.Equal("a\nb" + new string('я', 3_797), body);
    }

    [Fact]
    public async Task Only_the_owner_of_the_channel_may_speak()
    {
        var desk = Announcer;
        var id = await CreateAsync(News);
        Assert.IsType<Answer.Foreign>(await desk.CreateAsync(News, Stranger, Ct));
        Assert.IsType<Answer.Foreign>(await desk.PreviewAsync(id, Stranger, Ct));
        Assert.IsType<Answer.Foreign>(await desk.ScheduleAsync(id, Stranger, null, Ct));
        Assert.IsType<Answer.Foreign>(await desk.CancelAsync(id, Stranger, Ct));
        Assert.Equal("draft", await StateAsync(id));
        Assert.Empty(Telegram.Calls);

        await Db.RunAsync("update channels set owner_user_id = null");
        Assert.IsType<Answer.Foreign>(await desk.ScheduleAsync(id, Owner, null, Ct));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var desk = Announcer;
        var id = new AnnouncementId(Guid.CreateVersion7());
        var nowhere = News with { ChannelId = ChannelId.New(TimeProvider.System) };
        Assert.IsType<Answer.NoChannel>(await desk.CreateAsync(nowhere, Owner, Ct));
        Assert.IsType<Answer.NotFound>(await desk.PreviewAsync(id, Owner, Ct));
        Assert.IsType<Answer.NotFound>(await desk.ScheduleAsync(id, Owner, null, Ct));
        Assert.IsType<Answer.NotFound>(await desk.CancelAsync(id, Owner, Ct));
    }

    [Fact]
    public async Task The_preview_shows_the_owner_and_nobody_else_what_members_will_see()
    {
        await MembersAsync(1_000, 3);
        await Db.RunAsync("update channels set closed_title = 'R&D <b>'");
        var draft = News with
        {
            Body = "1 < 2 & \"so\" <a href=\"x\">\n*on*",
            ButtonText = "Look",
            ButtonUrl = "https://example.com/?a=1&b=2",
        };
        var id = await CreateAsync(draft);
        var answer = await Announcer.PreviewAsync(id, Owner, Ct);
        Assert.IsType<Answer.Done>(answer);
        var message = Assert.Single(Telegram.Ours(Owner));
        Assert.Equal(
            "📢 <b>R&amp;D &lt;b&gt;</b>\n\n"
                + "1 &lt; 2 &amp; &quot;so&quot; &lt;a href=&quot;x&quot;&gt;\n*on*",
            (string?)message["text"]
        );
        var button = message["reply_markup"]!["inline_keyboard"]![0]![0]!;
        Assert.Equal("Look", (string?)button["text"]);
        Assert.Equal("https://example.com/?a=1&b=2", (string?)button["url"]);
        Assert.Single(Telegram.Calls);
        Assert.Equal("draft", await StateAsync(id));
    }

    [Theory]
    [InlineData(403, "Forbidden: bot was blocked by the user", "has blocked it")]
    [InlineData(400, "Bad Request: chat not found", "has blocked it")]
    [InlineData(400, "Bad Request: BUTTON_URL_INVALID", "BUTTON_URL_INVALID")]
    [InlineData(502, "Bad Gateway", "did not answer")]
    [InlineData(429, "Too Many Requests: retry after 1", "asks for a pause")]
    public async Task A_preview_that_did_not_arrive_says_why(int code, string answer, string why)
    {
        var id = await CreateAsync(News);
        Telegram.Fault = (_, _, isDone) => isDone ? null : (code, answer);
        var preview = await Announcer.PreviewAsync(id, Owner, Ct);
        Assert.Contains(
            why,
            Assert.IsType<Answer.Unsent>(preview).Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task It_may_be_scheduled_anew_until_it_begins_and_cancelled_until_it_is_done()
    {
        await MembersAsync(1_000, 1);
        var desk = Announcer;
        var tomorrow = Clock.GetUtcNow().AddDays(1);
        var id = await ScheduleAsync(News, tomorrow);
        Assert.Equal("scheduled", await StateAsync(id));
        Assert.IsType<Answer.Done>(await desk.ScheduleAsync(id, Owner, null, Ct));
        await KeepAsync();
        Assert.Equal("sending", await StateAsync(id));
        Assert.Equal(
            new Answer.WrongState("sending"),
            await desk.ScheduleAsync(id, Owner, tomorrow, Ct)
        );
        await CarryAsync();
        Assert.Equal("done", await StateAsync(id));
        Assert.Equal(new Answer.WrongState("done"), await desk.CancelAsync(id, Owner, Ct));
    }

    [Fact]
    public async Task Cancelled_twice_is_cancelled()
    {
        var id = await CreateAsync(News);
        Assert.IsType<Answer.Done>(await CancelAsync(id));
        Assert.IsType<Answer.Done>(await CancelAsync(id));
        Assert.Equal(
            new Answer.WrongState("cancelled"),
            await Announcer.ScheduleAsync(id, Owner, null, Ct)
        );
    }

    [Fact]
    public async Task A_moment_more_than_a_year_away_is_a_mistake()
    {
        var id = await CreateAsync(News);
        var later = Clock.GetUtcNow().AddDays(367);
        var answer = await Announcer.ScheduleAsync(id, Owner, later, Ct);
        Assert.Equal("at", Assert.IsType<Answer.Invalid>(answer).Error.Field);
    }
}
