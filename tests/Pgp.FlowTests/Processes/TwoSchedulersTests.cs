using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Processes;

/// <summary>Two processes whose clocks start the same work.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class TwoSchedulersTests(ProcessStack stack)
{
    private const int Rounds = 3;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S17_each_post_is_made_once_by_whichever_comes_first()
    {
        var channel = await SampleChannel.CreateAsync(
            stack.Sandbox,
            number: 77,
            "Twice",
            "eth@eth",
            "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
            Ct
        );
        await WaitForAsync(channel, sent: 1);
        var settings = stack.SettingsWith(("SCHEDULE_BROADCAST_POSTS_DUE", "* * * * * *"));
        await using var first = await ProcessStack.StartAnotherAsync("broadcast", settings, Ct);
        await using var second = await ProcessStack.StartAnotherAsync("broadcast", settings, Ct);
        await Task.WhenAll(first.WaitUntilReadyAsync(Ct), second.WaitUntilReadyAsync(Ct));
        for (var round = 1; round <= Rounds; round++)
        {
            await stack.ListAsync(
                $"""
                update standing_posts p set next_at = now()
                  from channels c
                 where c.channel_id = p.channel_id and c.link_code = '{channel.Code}'
                returning p.place
                """,
                Ct
            );
            await WaitForAsync(channel, sent: 1 + round);
            Assert.Equal(1, await StandingAsync(channel.OpenId));
            Assert.Equal(1, await StandingAsync(channel.ClosedId));
        }
    }

    // More than this many would be told apart by the posts that stand.
    private async Task WaitForAsync(SampleChannel channel, int sent) =>
        await Eventually.GetAsync(
            () =>
                stack.ListAsync(
                    $"""
                    select p.sent::text
                      from standing_posts p
                      join channels c using (channel_id)
                     where c.link_code = '{channel.Code}'
                    """,
                    Ct
                ),
            counts => counts.Count == 2 && counts.All(count => count == $"{sent}"),
            Ct
        );

    private async Task<int> StandingAsync(long channel) =>
        (await stack.Sandbox.ChannelMessagesAsync(channel, Ct)).Count;
}
