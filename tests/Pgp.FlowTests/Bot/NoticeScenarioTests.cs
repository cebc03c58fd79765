using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Pgp.Contracts.Tasks;
using Pgp.Testing;

namespace Pgp.FlowTests.Bot;

/// <summary>What owners are told, and by whom it may be asked for.</summary>
[Collection(nameof(BotCollection))]
public sealed class NoticeScenarioTests(BotStack flow)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("guessed")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJhdWQiOiJQR1BfTk9USUZJQ0FUSU9OU192MSJ9.")]
    public async Task S13_without_a_valid_signature_nobody_is_told(string? token)
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        var channel = await owner.OpenShopAsync(Ct);
        var before = await owner.Phone.TextsAsync(Ct);
        var definition = OwnerEventPublished.Definition;
        var url = new Uri(flow.Stack.App, $"{definition.Target}{definition.Path}");
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new StringContent(
            $$"""{"event":"DonationPaid","channel_id":"{{channel.Code}}","subject":"x"}""",
            Encoding.UTF8,
            "application/json"
        );
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await flow.Http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(before, await owner.Phone.TextsAsync(Ct));
    }

    [Fact]
    public async Task S14_an_owner_who_blocked_the_bot_is_marked_and_hears_it_when_back()
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        var channel = await owner.OpenShopAsync(Ct);
        await owner.Phone.ActAsync("block", [], Ct);
        var membership = new Membership(flow);
        await membership.EnterAsync(await Phone.TakeAsync(flow, Ct), channel, Ct);
        await Eventually.GetAsync(
            () =>
                flow.Facts.RowsAsync(
                    "select chat_id from unreachable_owners where chat_id = $1",
                    owner.Phone.Person
                ),
            marked => marked.Count == 1,
            Ct
        );
        var tried = await TriesAsync(owner);
        await membership.EnterAsync(await Phone.TakeAsync(flow, Ct), channel, Ct);
        Assert.Equal(tried, await TriesAsync(owner));

        await owner.Phone.ActAsync("unblock", [], Ct);
        await owner.Phone.SendAsync("/status", Ct);
        await Eventually.GetAsync(
            async () =>
                (await owner.Phone.TextsAsync(Ct)).Count(text =>
                    text.Contains("New subscription", StringComparison.Ordinal)
                ),
            told => told == 2,
            Ct
        );
    }

    private async Task<int> TriesAsync(ChannelOwner owner)
    {
        var path = "control/calls?partner=telegram&operation=sendMessage";
        var text = await flow.Http.GetStringAsync(new Uri(flow.Stack.Sandbox, path), Ct);
        var chat = $"\"chat_id\":{owner.Phone.Person}";
        return JsonNode
            .Parse(text)!
            .AsArray()
            .Count(call =>
                ((string?)call!["body"])?.Contains(chat, StringComparison.Ordinal) == true
            );
    }
}
