using Pgp.Broadcast.Posts;
using Pgp.Common.Tasks;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Broadcast;

/// <summary>What stands in the channels, when it is made anew, and when it is given up.</summary>
public sealed class StandingPostTests(ClusterFixture fixture) : BroadcastDesk(fixture)
{
    private long open;
    private long closed;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        open = await Db.AskAsync<long>("select open_channel_id from channels");
        closed = await Db.AskAsync<long>("select closed_channel_id from channels");
        Assert.Equal(TaskOutcome.Completed, await WantAsync("registered"));
    }

    [Fact]
    public async Task A_new_channel_gets_a_link_per_tier_and_an_invitation_to_donate()
    {
        await Db.RunAsync(
            """
            update channels set open_title = 'A < B & "C"', open_description = 'x <y>',
                   donation_text = 'Give & take'
            """
        );
        var code = await Db.AskAsync<string>("select link_code from channels");
        Assert.Equal((2, 0), await RoundAsync());

        var tiers = Assert.Single(Telegram.Ours(open));
        Assert.Equal(
            "Welcome to <b>A &lt; B &amp; &quot;C&quot;: x &lt;y&gt;</b>\n\n"
                + "Choose a tier to enter <b>closed</b>",
            (string?)tiers["text"]
        );
        var rows = tiers["reply_markup"]!["inline_keyboard"]!.AsArray();
        Assert.Equal(2, rows.Count);
        Assert.Equal("🥈 24.99 USD for 90 days", (string?)rows[1]![0]!["text"]);
        Assert.Equal($"https://t.me/the_bot?start=s_{code}_2", (string?)rows[1]![0]!["url"]);
        var donation = Assert.Single(Telegram.Ours(closed));
        Assert.EndsWith(
            "\n<b>Give &amp; take</b>",
            (string?)donation["text"],
            StringComparison.Ordinal
        );
        Assert.Equal(
            $"donate_start_{open}",
            (string?)donation["reply_markup"]!["inline_keyboard"]![0]![0]!["callback_data"]
        );
    }

    [Fact]
    public async Task Scenario_15_a_day_later_the_old_post_goes_and_the_new_one_stands()
    {
        await RoundAsync();
        Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal((0, 0), await RoundAsync());
        Clock.Advance(TimeSpan.FromHours(1.5));
        Assert.Equal((2, 0), await RoundAsync());
        Assert.Equal([2], Telegram.Standing[open].Keys);
        Assert.Equal([2], Telegram.Standing[closed].Keys);
        Assert.Equal(
            ["open active sent 2 failed 0", "closed active sent 2 failed 0"],
            await PostsAsync()
        );
    }

    [Fact]
    public async Task What_changes_while_a_post_is_made_is_shown_by_one_more()
    {
        var due = await PostQueries.ClaimAsync(Database, TimeSpan.FromMinutes(1), Ct);
        Assert.Equal(TaskOutcome.Completed, await WantAsync("changed"));
        foreach (var post in due)
        {
            await PostQueries.SentAsync(Database, post, 1, false, Options.PostEvery, Ct);
        }

        Assert.Equal((2, 0), await RoundAsync());
        Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal((0, 0), await RoundAsync());
    }

    [Fact]
    public async Task Selling_that_begins_again_while_a_post_is_taken_away_brings_it_back()
    {
        await RoundAsync();
        await Db.RunAsync("update channels set selling_stopped_at = now()");
        await WantAsync("stopped");
        var due = await PostQueries.ClaimAsync(Database, TimeSpan.FromMinutes(1), Ct);
        await Db.RunAsync("update channels set selling_stopped_at = null");
        await WantAsync("resumed");
        foreach (var post in due)
        {
            await PostQueries.RetireAsync(Database, post, Ct);
        }

        Assert.Equal((0, 0), await RoundAsync());
        Clock.Advance(Options.TriggerEvery);
        Assert.Equal((2, 0), await RoundAsync());
    }

    [Fact]
    public async Task While_selling_is_stopped_there_are_no_posts()
    {
        await RoundAsync();
        await Db.RunAsync("update channels set selling_stopped_at = now()");
        await WantAsync("stopped");
        await RoundAsync();
        Assert.Empty(Telegram.Ours(open));
        Assert.Empty(Telegram.Ours(closed));
        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal((0, 0), await RoundAsync());
    }

    [Fact]
    public async Task A_post_that_somebody_deleted_keeps_no_new_one_back()
    {
        await RoundAsync();
        Telegram.Standing[open].Clear();
        Clock.Advance(TimeSpan.FromDays(1.1));
        Assert.Equal((2, 0), await RoundAsync());
        Assert.Single(Telegram.Ours(open));
    }

    [Fact]
    public async Task A_post_that_may_not_be_deleted_keeps_no_new_one_back()
    {
        await RoundAsync();
        Telegram.Fault = (method, _, isAfter) =>
            method == "deleteMessage" && !isAfter
                ? (400, "Bad Request: not enough rights to delete a message")
                : null;
        Clock.Advance(TimeSpan.FromDays(1.1));
        Assert.Equal((2, 0), await RoundAsync());
    }

    [Fact]
    public async Task Scenario_16_five_failures_disable_one_post_the_owner_hears_and_the_other_stands()
    {
        FailIn(closed, (400, "Bad Request: need administrator rights in the channel chat"));
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 5; i++)
        {
            var began = Clock.GetUtcNow();
            while ((await RoundAsync()).Failed == 0)
            {
                Clock.Advance(TimeSpan.FromMinutes(1));
            }

            pauses.Add(Clock.GetUtcNow() - began);
        }

        Assert.Equal(
            [0, 5, 10, 20, 40],
            pauses.Select(pause => (int)Math.Round(pause.TotalMinutes))
        );
        Assert.Equal(
            ["open active sent 1 failed 0", "closed disabled sent 0 failed 5"],
            await PostsAsync()
        );
        Assert.Equal(
            [$"{Channel}:closed:1 rights"],
            await Db.ListAsync(
                """
                select concat_ws(' ', payload::jsonb ->> 'subject', payload::jsonb ->> 'text') from outbox
                 where name = 'enqueue_pgp_notifications_event'
                """
            )
        );
        Clock.Advance(TimeSpan.FromDays(0.5));
        Assert.Equal((0, 0), await RoundAsync());

        Telegram.Fault = null;
        Assert.IsType<Trigger.Accepted>(await Desk().TakeAsync(Channel, Owner, Ct));
        Assert.Equal((2, 0), await RoundAsync());
        Assert.Equal(
            ["open active sent 2 failed 0", "closed active sent 1 failed 0"],
            await PostsAsync()
        );
    }

    [Fact]
    public async Task A_success_begins_the_count_of_failures_anew()
    {
        FailIn(open, (403, "Forbidden: bot was kicked from the channel chat"));
        await RoundAsync();
        Telegram.Fault = null;
        Clock.Advance(TimeSpan.FromMinutes(6));
        await RoundAsync();
        Assert.Equal("open active sent 1 failed 0", (await PostsAsync())[0]);
    }

    [Fact]
    public async Task Without_tiers_nothing_is_posted_and_it_counts_as_failure()
    {
        await Db.RunAsync("delete from tiers");
        Assert.Equal((1, 1), await RoundAsync());
        Assert.Empty(Telegram.Ours(open));
        Assert.Equal("open active sent 0 failed 1", (await PostsAsync())[0]);
    }

    [Fact]
    public async Task A_pause_of_telegram_is_kept_and_is_no_failure()
    {
        FailIn(open, (429, "Too Many Requests: retry after 1"));
        await RoundAsync();
        Assert.Equal("open active sent 0 failed 0", (await PostsAsync())[0]);
        Telegram.Fault = null;
        Clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Equal((0, 0), await RoundAsync());
        Clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal((1, 0), await RoundAsync());
    }

    [Fact]
    public async Task Scenario_17_two_rounds_at_once_post_once_each()
    {
        for (var day = 0; day < 5; day++)
        {
            await Task.WhenAll(RoundAsync(), RoundAsync(), RoundAsync());
            Clock.Advance(TimeSpan.FromDays(1.1));
        }

        Assert.Equal(10, Telegram.Calls.Count(call => call == "sendMessage"));
        Assert.Single(Telegram.Ours(open));
        Assert.Single(Telegram.Ours(closed));
    }

    [Fact]
    public async Task Scenario_18_a_second_wish_within_five_minutes_is_told_how_long_to_wait()
    {
        Assert.IsType<Trigger.Accepted>(await Desk().TakeAsync(Channel, Owner, Ct));
        Clock.Advance(TimeSpan.FromMinutes(1));
        var soon = Assert.IsType<Trigger.TooSoon>(await Desk().TakeAsync(Channel, Owner, Ct));
        Assert.Equal(TimeSpan.FromMinutes(4), soon.RetryAfter);
        Assert.IsType<Trigger.Foreign>(await Desk().TakeAsync(Channel, 7, Ct));
        Assert.IsType<Trigger.NotFound>(await Desk().TakeAsync(ChannelId.New(Clock), Owner, Ct));
        Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.IsType<Trigger.Accepted>(await Desk().TakeAsync(Channel, Owner, Ct));
    }

    [Fact]
    public async Task Scenario_18_of_many_wishes_at_once_one_is_taken()
    {
        var desk = Desk();
        var all = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => desk.TakeAsync(Channel, Owner, Ct))
        );
        Assert.Single(all.OfType<Trigger.Accepted>());
    }

    [Fact]
    public async Task A_change_within_the_cool_down_is_posted_at_its_end()
    {
        await RoundAsync();
        await WantAsync("update 1");
        await RoundAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Db.RunAsync("update tiers set price_usd = 5 where tier_no = 1");
        await WantAsync("update 2");
        Assert.Equal((0, 0), await RoundAsync());
        Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal((2, 0), await RoundAsync());
        Assert.Contains(
            "5.00 USD",
            (string?)Telegram.Ours(open)[0]["reply_markup"]!["inline_keyboard"]![0]![0]!["text"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Posts_of_no_channel_are_a_dead_letter() =>
        Assert.Equal(
            new TaskOutcome.Reject("no such channel"),
            await WantAsync(ChannelId.New(Clock), "x")
        );

    private void FailIn(long chat, (int, string) answer) =>
        Telegram.Fault = (method, where, isAfter) =>
            method == "sendMessage" && where == chat && !isAfter ? answer : null;
}
