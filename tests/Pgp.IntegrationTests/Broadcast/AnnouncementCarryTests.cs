using Pgp.Broadcast.Announcements;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Broadcast;

/// <summary>Who gets an announcement, and what becomes of each.</summary>
public sealed class AnnouncementCarryTests(ClusterFixture fixture) : AnnouncementRoom(fixture)
{
    [Theory]
    [InlineData("active", null, "10 20 30 40 50")]
    [InlineData("expiring", null, "20 30 40")]
    [InlineData("past", null, "60 70")]
    [InlineData("tier", 2, "50")]
    public async Task A_segment_is_who_it_says(string segment, int? tier, string people)
    {
        await MembersAsync(10, 1, "trial", daysLeft: 8);
        await MembersAsync(20, 1, "trial", daysLeft: 2);
        await MembersAsync(30, 1, "active", daysLeft: 7);
        await MembersAsync(40, 1, "grace", daysLeft: -1);
        await MembersAsync(50, 1, "active", tier: 2, daysLeft: 20);
        await MembersAsync(60, 1, "expired", tier: 2, daysLeft: -9);
        await MembersAsync(70, 1, "refunded", daysLeft: 5);
        var target = new Target(Channel, segment, tier);
        var expected = people.Split(' ');
        Assert.Equal(expected.Length, await DeliveryQueries.CountAsync(Database, target, Ct));

        var id = await ScheduleAsync(News with { Segment = segment, TierNo = tier });
        await CarryAsync();
        Assert.Equal(
            string.Join(' ', expected.Select(person => person + ":sent")),
            await StatesAsync(id)
        );
        Assert.Equal("done", await StateAsync(id));
        Assert.All(expected, person => Assert.Single(Telegram.Ours(long.Parse(person, null))));
        Assert.Equal(expected.Length, Telegram.Calls.Count);
    }

    [Fact]
    public async Task Members_of_other_channels_hear_nothing()
    {
        var first = Channel;
        await MembersAsync(10, 2);
        var second = await Seed.ChannelAsync(Db);
        await Db.RunAsync(
            "update channels set owner_user_id = 77 where channel_id = $1",
            second.Value
        );
        await Db.RunAsync(
            "update subscriptions set channel_id = $1 where user_id = 11",
            second.Value
        );
        await ScheduleAsync(News with { ChannelId = first });
        await CarryAsync();
        Assert.Single(Telegram.Ours(10));
        Assert.Empty(Telegram.Ours(11));
    }

    [Fact]
    public async Task Who_joins_or_leaves_after_it_began_changes_nothing()
    {
        await MembersAsync(10, 2);
        var id = await ScheduleAsync(News);
        await KeepAsync();
        await MembersAsync(12, 1);
        await Db.RunAsync(
            "update subscriptions set state = 'expired', next_action_at = null where user_id = 10"
        );
        await CarryAsync();
        Assert.Equal("10:sent 11:sent", await StatesAsync(id));
    }

    [Fact]
    public async Task Nobody_is_told_before_its_time()
    {
        await MembersAsync(10, 1);
        var at = Clock.GetUtcNow().AddHours(3);
        var id = await ScheduleAsync(News, at);
        Assert.Equal(at, await KeepAsync());
        Clock.SetUtcNow(at.AddSeconds(-1));
        await CarryAsync(TimeSpan.FromMilliseconds(999));
        Assert.Empty(Telegram.Calls);
        Assert.Equal("scheduled", await StateAsync(id));
        await CarryAsync();
        Assert.Equal("10:sent", await StatesAsync(id));
        Assert.True(
            await Db.AskAsync<bool>(
                "select started_at >= due_at and ended_at >= started_at from announcements"
            )
        );
    }

    [Fact]
    public async Task Nobody_to_tell_is_done_at_once()
    {
        var id = await ScheduleAsync(News);
        Assert.Null(await KeepAsync());
        Assert.Equal("done", await StateAsync(id));
    }

    [Fact]
    public async Task Cancelled_midway_the_rest_hear_nothing()
    {
        await MembersAsync(10, 5);
        var id = await ScheduleAsync(News);
        Telegram.Fault = (_, chat, isDone) =>
        {
            if (chat == 11 && isDone)
            {
                Assert.IsType<Answer.Done>(CancelAsync(id).GetAwaiter().GetResult());
            }

            return null;
        };
        await CarryAsync();
        Assert.Equal(
            "10:sent 11:sent 12:cancelled 13:cancelled 14:cancelled",
            await StatesAsync(id)
        );
        Assert.Equal("cancelled", await StateAsync(id));
        Assert.Equal(2, Telegram.Calls.Count);
    }

    [Fact]
    public async Task Put_back_by_Telegram_after_it_was_cancelled_nobody_hears_it()
    {
        await MembersAsync(10, 1);
        var id = await ScheduleAsync(News);
        Telegram.Fault = (_, _, isDone) =>
        {
            if (!isDone)
            {
                CancelAsync(id).GetAwaiter().GetResult();
            }

            return (429, "Too Many Requests: retry after 1");
        };
        await CarryAsync();
        Assert.Equal("10:cancelled", await StatesAsync(id));
        Assert.Single(Telegram.Calls);
    }

    [Fact]
    public async Task Those_who_blocked_the_bot_are_counted_and_keep_nobody_back()
    {
        await MembersAsync(10, 5);
        await Db.RunAsync(
            """
            insert into bot_people (user_id, language, is_reachable, seen_at)
            values (10, 'en', false, now()), (11, 'en', true, now())
            """
        );
        Telegram.Fault = (_, chat, _) =>
            chat switch
            {
                12 => (403, "Forbidden: bot was blocked by the user"),
                13 => (400, "Bad Request: PEER_ID_INVALID"),
                _ => null,
            };
        var id = await ScheduleAsync(News);
        await CarryAsync();
        var states = await StatesAsync(id);
        Assert.StartsWith("10:unreachable 11:sent 12:unreachable 13:", states, default);
        Assert.EndsWith("14:sent", states, StringComparison.Ordinal);
        Assert.DoesNotContain("13:sent", states, StringComparison.Ordinal);
        Assert.Equal(4, Telegram.Calls.Count);
        Assert.Equal("done", await StateAsync(id));
    }

    [Fact]
    public async Task Refused_for_being_too_fast_they_are_told_later_and_once()
    {
        await MembersAsync(10, 3);
        var refusals = 4;
        Telegram.Fault = (_, chat, isDone) =>
            !isDone && chat == 11 && refusals-- > 0
                ? (429, "Too Many Requests: retry after 1")
                : null;
        var id = await ScheduleAsync(News);
        var began = Clock.GetUtcNow();
        await CarryAsync();
        Assert.Equal("10:sent 11:sent 12:sent", await StatesAsync(id));
        Assert.Single(Telegram.Ours(11));
        Assert.Equal(3 + 4, Telegram.Calls.Count);
        Assert.True(Clock.GetUtcNow() - began >= TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Without_an_answer_nothing_is_sent_again_and_the_rest_goes_on_more_slowly()
    {
        await MembersAsync(10, 4);
        Telegram.Fault = (_, chat, isDone) =>
            isDone && chat is 10 or 12 ? (502, "Bad Gateway") : null;
        var id = await ScheduleAsync(News);
        await CarryAsync();
        Assert.Equal("10:uncertain 11:sent 12:uncertain 13:sent", await StatesAsync(id));
        Assert.Equal(4, Telegram.Calls.Count);
        Assert.Equal("done", await StateAsync(id));
        Assert.Equal(
            new Progress(4, 0, 2, 0, 0, 2, 0),
            await DeliveryQueries.ProgressAsync(Database, id, Ct)
        );
    }

    [Fact]
    public async Task Two_announcements_to_the_same_people_keep_a_second_between_them()
    {
        await MembersAsync(10, 2);
        await ScheduleAsync(News);
        await ScheduleAsync(News with { Body = "And one more thing" });
        await KeepAsync();
        for (var i = 0; i < 20; i++)
        {
            await CarryOnAsync();
            Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(4, Telegram.Calls.Count);
        Assert.Equal(
            ["10 t", "11 t"],
            await Db.ListAsync(
                """
                select concat(user_id, ' ', max(attempted_at) - min(attempted_at) >= '1 second')
                  from announcement_deliveries
                 where state = 'sent'
                 group by user_id
                having count(*) = 2
                 order by user_id
                """
            )
        );
    }

    [Fact]
    public async Task A_short_one_need_not_wait_for_the_end_of_a_long_one()
    {
        await MembersAsync(10, 200);
        await MembersAsync(1_000, 2, tier: 2);
        await ScheduleAsync(News with { Segment = Segment.Tier, TierNo = 1 });
        await KeepAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await ScheduleAsync(News with { Segment = Segment.Tier, TierNo = 2 });
        await KeepAsync();
        var order = new List<long>();
        Telegram.Fault = (_, chat, isDone) =>
        {
            if (isDone)
            {
                order.Add(chat);
            }

            return null;
        };
        await CarryOnAsync();
        Assert.Equal(202, order.Count);
        Assert.Equal([1_000L, 1_001L], order.Take(4).Where(chat => chat >= 1_000));
    }
}
