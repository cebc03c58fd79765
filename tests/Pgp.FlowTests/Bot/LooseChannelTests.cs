using System.Text;
using Pgp.FlowTests.Support;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Bot;

/// <summary>Links that let in whoever comes first, and members compared each second.</summary>
public sealed class LooseStack(ClusterFixture cluster) : FlowStack(cluster)
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["INVITE_LINK_KIND"] = "single_use",
            ["SCHEDULE_INVITE_MEMBERS"] = "* * * * * *",
        };
}

[CollectionDefinition(nameof(LooseCollection))]
public sealed class LooseCollection : ICollectionFixture<LooseStack>;

/// <summary>Who is inside and should not be, and the reverse.</summary>
[Collection(nameof(LooseCollection))]
public sealed class LooseChannelTests(LooseStack flow)
{
    private readonly Membership members = new(flow);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_comes_by_somebody_elses_link_leaves_again_and_both_sides_hear_of_it()
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        var channel = await owner.OpenShopAsync(Ct);
        var buyer = await Phone.TakeAsync(flow, Ct);
        var thief = await Phone.TakeAsync(flow, Ct);
        await members.BuyAsync(buyer, channel, Ct);
        var link = await members.InviteAsync(buyer, after: 0, Ct);

        Assert.Equal("joined", await thief.JoinAsync(link, Ct));
        await owner.Phone.HearAsync("An invite let in somebody else", Ct);
        await buyer.HearAsync("was used by somebody else", Ct);
        Assert.False(await thief.IsInsideAsync(channel.ClosedId, Ct));

        await buyer.SendAsync("/access", Ct);
        var another = await members.InviteAsync(buyer, after: 1, Ct);
        Assert.Equal("joined", await buyer.JoinAsync(another, Ct));
        Assert.True(await buyer.IsInsideAsync(channel.ClosedId, Ct));
    }

    [Fact]
    public async Task The_comparison_tells_the_owner_who_is_missing_and_who_is_too_many()
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        var channel = await owner.OpenShopAsync(Ct);
        var inside = await Phone.TakeAsync(flow, Ct);
        await members.EnterAsync(inside, channel, Ct);
        var missing = await Phone.TakeAsync(flow, Ct);
        await members.BuyAsync(missing, channel, Ct);
        var guest = await Phone.TakeAsync(flow, Ct);
        await LetInAsync(channel, guest);
        await Eventually.GetAsync(
            () =>
                flow.Facts.RowsAsync(
                    "select user_id from channel_joins where user_id = $1",
                    guest.Person
                ),
            joins => joins.Count == 1,
            Ct
        );

        await CompareAnewAsync(channel);
        var news = Phone.TextOf(await owner.Phone.HearAsync("Inside, not paid: 1", Ct));
        Assert.Contains("Paid, not inside: 1", news, StringComparison.Ordinal);
        Assert.True(await guest.IsInsideAsync(channel.ClosedId, Ct));
    }

    // The owner's own guest: nobody asked the bot.
    private async Task LetInAsync(SampleChannel channel, Phone guest)
    {
        var url = new Uri(
            flow.Stack.Sandbox,
            $"control/telegram/channels/{channel.ClosedId}/members"
        );
        using var body = new StringContent(
            $$"""{"user_id":{{guest.Person}},"status":"member"}""",
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await flow.Http.PostAsync(url, body, Ct);
        answer.EnsureSuccessStatusCode();
    }

    // As if it were the night after; today's has looked before anybody was inside.
    private async Task CompareAnewAsync(SampleChannel channel)
    {
        var mine = $"(select channel_id from channels where link_code = '{channel.Code}')";
        await Eventually.GetAsync(
            () =>
                flow.Facts.RowsAsync(
                    $"select day from member_comparisons where channel_id = {mine}"
                ),
            days => days.Count == 1,
            Ct
        );
        await flow.Facts.ChangeAsync(
            $"""
            with looks as (delete from member_looks where channel_id = {mine})
            delete from member_comparisons where channel_id = {mine}
            """
        );
    }
}
