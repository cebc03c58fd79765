using Pgp.Common.Database;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Broadcast;

/// <summary>Answers that get lost and processes that die: no post stands twice for long.</summary>
public sealed class LostPostTests(ClusterFixture fixture) : BroadcastDesk(fixture)
{
    private static readonly TimeSpan ADay = TimeSpan.FromDays(1.1);

    private long open;
    private long closed;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        open = await Db.AskAsync<long>("select open_channel_id from channels");
        closed = await Db.AskAsync<long>("select closed_channel_id from channels");
        await WantAsync("registered");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_lost_answer_the_post_it_left_is_found_and_deleted(bool isFirst)
    {
        if (!isFirst)
        {
            await RoundAsync();
            Clock.Advance(ADay);
        }

        Telegram.Fault = (method, chat, isAfter) =>
            method == "sendMessage" && chat == open && isAfter ? (502, "Bad Gateway") : null;
        await RoundAsync();
        Assert.EndsWith("uncertain", (await PostsAsync())[0], StringComparison.Ordinal);
        Telegram.Fault = null;
        Telegram.PostByOwner(open);
        Clock.Advance(TimeSpan.FromMinutes(6));
        await RoundAsync();

        Assert.Single(Telegram.Ours(open));
        Assert.Single(Telegram.Standing[open].Values, body => body is null);
        Assert.DoesNotContain("uncertain", (await PostsAsync())[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_bot_may_edit_others_posts_nothing_is_touched_and_the_doubt_stays()
    {
        Telegram.MayEditOthers = true;
        Telegram.Fault = (method, chat, isAfter) =>
            method == "sendMessage" && chat == open && isAfter ? (502, "Bad Gateway") : null;
        await RoundAsync();
        Telegram.Fault = null;
        Telegram.PostByOwner(open);
        Clock.Advance(TimeSpan.FromMinutes(6));
        await RoundAsync();
        Assert.Equal(2, Telegram.Ours(open).Count);
        Assert.Equal("open active sent 1 failed 0 uncertain", (await PostsAsync())[0]);

        // Taken from it, the right no longer hides what is its own.
        Telegram.MayEditOthers = false;
        Clock.Advance(ADay);
        await RoundAsync();
        Assert.Single(Telegram.Ours(open));
        Assert.Single(Telegram.Standing[open].Values, body => body is null);
        Assert.Equal("open active sent 2 failed 0", (await PostsAsync())[0]);
    }

    [Fact]
    public async Task Wherever_a_round_dies_the_next_one_leaves_one_post_in_each_channel()
    {
        await RoundAsync();
        var points = 0;
        for (var deadly = 1; ; deadly++)
        {
            Clock.Advance(ADay);
            var (met, isDead) = (0, false);
            var faults = new FaultPoints
            {
                OnReach = (_, _) =>
                {
                    isDead |= ++met >= deadly;
                    ThrowIf(isDead);
                },
            };
            Telegram.Fault = (_, _, _) =>
            {
                isDead |= ++met >= deadly;
                return isDead ? throw new IOException("the process is gone") : null;
            };
            try
            {
                await RoundAsync(faults);
            }
            catch (IOException)
            {
                // Dead.
            }

            Telegram.Fault = null;
            if (!isDead)
            {
                break;
            }

            points++;
            Clock.Advance(TimeSpan.FromMinutes(11));
            await RoundAsync();
            Assert.Single(Telegram.Ours(open));
            Assert.Single(Telegram.Ours(closed));
        }

        Assert.True(points >= 20, $"only {points} points");
        Assert.All(
            await PostsAsync(),
            post => Assert.DoesNotContain("uncertain", post, StringComparison.Ordinal)
        );
    }

    private static void ThrowIf(bool isDead)
    {
        if (isDead)
        {
            throw new IOException("the process is gone");
        }
    }
}
