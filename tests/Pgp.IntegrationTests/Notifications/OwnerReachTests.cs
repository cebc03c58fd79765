using Pgp.Common.Tasks;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.Host.Operations;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Notifications;

/// <summary>Who is told, how often, and what becomes of news for those who are away.</summary>
public sealed class OwnerReachTests(ClusterFixture fixture) : OwnerDesk(fixture)
{
    [Fact]
    public async Task The_chat_that_the_owner_named_goes_before_the_owner()
    {
        await Db.RunAsync("update channels set notify_chat_id = -77");
        await TellAsync(OwnerEvent.Test, "msg_1");
        Assert.Equal(-77, (long)Telegram.Messages.Single()["chat_id"]!);
    }

    [Fact]
    public async Task A_channel_without_anybody_to_tell_tells_nobody()
    {
        await Db.RunAsync("update channels set owner_user_id = null");
        Assert.Equal(TaskOutcome.Completed, await TellAsync(OwnerEvent.Test, "msg_1"));
        Assert.Empty(Telegram.Calls);
    }

    [Fact]
    public async Task Kinds_that_the_owner_muted_are_not_said_and_others_are()
    {
        await Db.RunAsync("update channels set muted_events = '{SubscriptionPaid,MembersDiffer}'");
        await TellAsync(OwnerEvent.SubscriptionPaid, "pay_1");
        await TellAsync(OwnerEvent.MembersDiffer, "x");
        await TellAsync(OwnerEvent.BotRightsLost, "x");
        Assert.Equal(["BotRightsLost 42 sent"], await NoticesAsync());
        Assert.Single(Telegram.Calls);
    }

    [Fact]
    public async Task News_that_come_again_are_not_told_again()
    {
        await TellAsync(OwnerEvent.Test, "msg_1");
        await TellAsync(OwnerEvent.Test, "msg_1");
        Assert.Single(Telegram.Calls);
    }

    [Fact]
    public async Task A_pause_is_kept_and_then_the_owner_is_told()
    {
        Telegram.Refuse(429, "Too Many Requests: retry after 7", """{"retry_after":7}""");
        var later = Assert.IsType<TaskOutcome.Retry>(await TellAsync(OwnerEvent.Test, "msg_1"));
        Assert.Equal(TimeSpan.FromSeconds(7), later.After);
        await TellAsync(OwnerEvent.Test, "msg_1");
        Assert.Equal(["Test 42 sent"], await NoticesAsync());
    }

    [Theory]
    [InlineData(500, "Internal Server Error")]
    [InlineData(502, "Bad Gateway")]
    public async Task After_a_lost_answer_it_is_said_again(int code, string description)
    {
        Telegram.Refuse(code, description);
        Assert.IsType<TaskOutcome.Retry>(await TellAsync(OwnerEvent.Test, "msg_1"));
        await TellAsync(OwnerEvent.Test, "msg_1");
        Assert.Equal(["Test 42 sent"], await NoticesAsync());
    }

    [Fact]
    public async Task A_group_that_has_moved_is_told_where_it_is()
    {
        Telegram.Refuse(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            """{"migrate_to_chat_id":-1009}"""
        );
        await TellAsync(OwnerEvent.Test, "msg_1");
        Assert.Equal(["Test -1009 sent"], await NoticesAsync());
    }

    [Fact]
    public async Task Scenario_14_a_blocked_owner_is_marked_and_not_called_again()
    {
        Telegram.IsBlocked = true;
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(TaskOutcome.Completed, await TellAsync(OwnerEvent.Test, $"msg_{i}"));
            await RunJobAsync();
        }

        Assert.Single(Telegram.Calls);
        var list = await OwnerListQueries.UnreachableAsync(Db.As(ServiceName.Oversight), Ct);
        var owner = Assert.Single(list.Unreachable);
        Assert.Equal((Owner, "blocked", 50), (owner.ChatId, owner.Reason, owner.Undelivered));
        Assert.Equal(["closed"], owner.Channels);
    }

    [Fact]
    public async Task Scenario_14_whoever_is_seen_again_hears_at_once_what_was_missed()
    {
        Telegram.IsBlocked = true;
        await SpeaksAsync("en");
        for (var i = 0; i < 3; i++)
        {
            await TellAsync(OwnerEvent.Test, $"msg_{i}");
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Telegram.IsBlocked = false;
        await SeenAsync("en", Clock.GetUtcNow());
        Assert.Equal("3 to be told, 3 told", await RunJobAsync());
        Assert.Equal(
            ["msg_0", "msg_1", "msg_2"],
            Telegram.Texts.Skip(1).Select(text => text.Split("<code>")[1].Split('<')[0])
        );
        Assert.Equal(0, await Db.AskAsync<long>("select count(*) from unreachable_owners"));
        await TellAsync(OwnerEvent.Test, "msg_9");
        Assert.Equal(5, Telegram.Calls.Count);
    }

    [Fact]
    public async Task Scenario_14_whoever_is_not_seen_is_tried_once_a_day()
    {
        Telegram.IsBlocked = true;
        await TellAsync(OwnerEvent.Test, "msg_1");
        for (var minute = 0; minute < 3 * 24 * 60; minute += 10)
        {
            Clock.Advance(TimeSpan.FromMinutes(10));
            await RunJobAsync();
        }

        Assert.Equal(1 + 3, Telegram.Calls.Count);
    }

    [Fact]
    public async Task News_of_no_channel_are_a_dead_letter() =>
        Assert.Equal(
            new TaskOutcome.Reject("no such channel"),
            await TellAsync(
                new OwnerEventPublished(OwnerEvent.Test, ChannelId.New(Clock), "msg_1", "")
            )
        );
}
