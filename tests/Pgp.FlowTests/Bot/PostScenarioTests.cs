using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Bot;

/// <summary>The standing posts of a channel pair, as people see them.</summary>
[Collection(nameof(BotCollection))]
public sealed class PostScenarioTests(BotStack flow)
{
    private const string PostsSql = """
        select p.place, p.state, p.message_id, round(extract(epoch from p.next_at - p.sent_at))
          from standing_posts p
          join channels c using (channel_id)
         where c.link_code = $1
         order by p.place desc
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S12_a_title_full_of_signs_is_posted_and_told_as_it_is()
    {
        const string Title = "A < B & \"C\"";
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        var open = await owner.LetInAsync(Title, Ct);
        var closed = await owner.LetInAsync($"{Title} inside", Ct);
        var channel = await owner.ConnectAsync(open, closed, Ct);
        await owner.Phone.SeeAsync(open, IsAbout($"Welcome to {Title}"), Ct);
        await owner.Phone.SeeAsync(closed, IsAbout("donat"), Ct);

        var buyer = await Phone.TakeAsync(flow, Ct);
        await new Membership(flow).EnterAsync(buyer, channel, Ct);
        await owner.Phone.HearAsync($"{Title} inside", Ct);
    }

    [Fact]
    public async Task S15_a_day_later_the_old_posts_go_and_new_ones_stand()
    {
        var (owner, channel) = await OpenShopAsync();
        var first = await PostsAsync(channel, posts => posts.All(post => post.Id > 0));
        Assert.All(first, post => Assert.Equal(86_400, post.PauseSeconds));

        await MakeDueAsync(channel);
        var second = await PostsAsync(
            channel,
            posts => posts.Zip(first).All(pair => pair.First.Id > pair.Second.Id)
        );
        Assert.All(second, post => Assert.Equal(86_400, post.PauseSeconds));
        Assert.Equal(second[0].Id, Assert.Single(await IdsAsync(owner, channel.OpenId)));
        Assert.Equal(second[1].Id, Assert.Single(await IdsAsync(owner, channel.ClosedId)));
    }

    [Fact]
    public async Task S16_a_post_that_fails_five_times_is_switched_off_told_and_switched_on_again()
    {
        var (owner, channel) = await OpenShopAsync();
        await PostsAsync(channel, posts => posts.All(post => post.Id > 0));
        await owner.SetBotAsync(channel.OpenId, "administrator", Ct, "can_post_messages");
        for (var failure = 1; failure <= 5; failure++)
        {
            await MakeDueAsync(channel);
            await Eventually.GetAsync(
                () =>
                    flow.Facts.RowsAsync(
                        """
                        select failures from standing_posts join channels using (channel_id)
                         where link_code = $1 and place = 'open'
                        """,
                        channel.Code
                    ),
                rows => rows.Single() == failure.ToString(CultureInfo.InvariantCulture),
                Ct
            );
        }

        await owner.Phone.HearAsync("A standing post is switched off", Ct);
        var posts = await PostsAsync(channel, posts => posts[0].State == "disabled");
        Assert.Equal("active", posts[1].State);

        await owner.SetBotAsync(channel.OpenId, "administrator", Ct);
        var press = $"w:p:{channel.Code}";
        await owner.Phone.PressAsync(
            await ChannelOwner.ForgeAsync(flow, owner.Phone, press, Ct),
            press,
            Ct
        );
        await PostsAsync(channel, posts => posts[0].State == "active" && posts[0].Id > 0);
    }

    [Fact]
    public async Task S18_asked_for_again_within_five_minutes_says_how_long_to_wait()
    {
        var (owner, channel) = await OpenShopAsync();
        var id = await flow.ChannelIdAsync(channel);
        Assert.Equal(HttpStatusCode.Accepted, (await TriggerAsync(id, owner)).Status);
        var again = await TriggerAsync(id, owner);
        Assert.Equal(HttpStatusCode.TooManyRequests, again.Status);
        Assert.InRange(again.RetryAfter!.Value.TotalSeconds, 1, 300);
        Assert.Equal("too_soon", again.Code);

        var stranger = await ChannelOwner.TakeAsync(flow, Ct);
        Assert.Equal(HttpStatusCode.Forbidden, (await TriggerAsync(id, stranger)).Status);
        var unknown = new ChannelId(Guid.CreateVersion7()).ToString();
        Assert.Equal(HttpStatusCode.NotFound, (await TriggerAsync(unknown, owner)).Status);
    }

    private async Task<(ChannelOwner Owner, SampleChannel Channel)> OpenShopAsync()
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        return (owner, await owner.OpenShopAsync(Ct));
    }

    private static Func<JsonNode, bool> IsAbout(string words) =>
        message => Phone.TextOf(message).Contains(words, StringComparison.OrdinalIgnoreCase);

    private Task MakeDueAsync(SampleChannel channel) =>
        flow.Facts.ChangeAsync(
            $"""
            update standing_posts p set next_at = now()
              from channels c
             where c.channel_id = p.channel_id and c.link_code = '{channel.Code}'
               and p.state = 'active'
            """
        );

    private async Task<IReadOnlyList<Post>> PostsAsync(
        SampleChannel channel,
        Func<IReadOnlyList<Post>, bool> areThere
    ) =>
        await Eventually.GetAsync(
            async () =>
                (IReadOnlyList<Post>)
                    [.. (await flow.Facts.RowsAsync(PostsSql, channel.Code)).Select(Post.Read)],
            posts => posts.Count == 2 && areThere(posts),
            Ct
        );

    private static async Task<IReadOnlyList<int>> IdsAsync(ChannelOwner owner, long channel) =>
        [
            .. (await owner.Phone.ChannelMessagesAsync(channel, Ct)).Select(message =>
                (int)message["message_id"]!
            ),
        ];

    private async Task<(HttpStatusCode Status, string? Code, TimeSpan? RetryAfter)> TriggerAsync(
        string channel,
        ChannelOwner owner
    )
    {
        var body = new JsonObject
        {
            ["channel_id"] = channel,
            ["owner_user_id"] = owner.Phone.Person,
        };
        var url = new Uri(flow.Stack.App, "broadcast/trigger");
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            flow.Stack.Credentials.AdminToken
        );
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await flow.Http.SendAsync(request, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        var code = text.Length == 0 ? null : (string?)JsonNode.Parse(text)!["code"];
        return (response.StatusCode, code, response.Headers.RetryAfter?.Delta);
    }

    private sealed record Post(string Place, string State, int Id, int PauseSeconds)
    {
        public static Post Read(string row)
        {
            var cells = row.Split(',');
            return new Post(cells[0], cells[1], Number(cells[2]), Number(cells[3]));
        }

        private static int Number(string cell) =>
            int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : 0;
    }
}
