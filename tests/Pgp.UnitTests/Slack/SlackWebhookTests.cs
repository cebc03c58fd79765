using System.Text.Json.Nodes;
using Pgp.Adapters.Slack;
using Pgp.Common.Settings;
using Pgp.UnitTests.Wire;

namespace Pgp.UnitTests.Slack;

public sealed class SlackWebhookTests
{
    private const string Address = "https://hooks.slack.test/services/T0/B0/secret";
    private static readonly SlackMessage Message = new("Critical: x", "It is stuck.", "12:00 UTC");

    private readonly PartnerStub slack = new();
    private readonly SlackWebhook webhook;

    public SlackWebhookTests() => webhook = new SlackWebhook(slack.Client(), new Secret(Address));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_has_title_text_line_and_small_print()
    {
        slack.Json(200, "ok");
        Assert.Equal(new SlackOutcome.Sent(), await webhook.SendAsync(Message, Ct));
        var request = Assert.Single(slack.Requests);
        Assert.Equal(("POST", "/services/T0/B0/secret"), (request.Method, request.Path));
        var body = JsonNode.Parse(request.Body)!;
        var blocks = body["blocks"]!.AsArray();
        Assert.Equal("Critical: x", (string?)body["text"]);
        Assert.Equal(
            ["header", "section", "divider", "context"],
            blocks.Select(block => (string?)block!["type"])
        );
        Assert.Equal("Critical: x", (string?)blocks[0]!["text"]!["text"]);
        Assert.Equal("plain_text", (string?)blocks[0]!["text"]!["type"]);
        Assert.Equal("It is stuck.", (string?)blocks[1]!["text"]!["text"]);
        Assert.Equal("12:00 UTC", (string?)blocks[3]!["elements"]![0]!["text"]);
    }

    [Fact]
    public async Task Nothing_in_a_text_becomes_a_mention_or_a_link()
    {
        slack.Json(200, "ok");
        var sly = new SlackMessage("<!channel>", "a & b <@U1> &lt;", ">");
        await webhook.SendAsync(sly, Ct);
        var blocks = JsonNode.Parse(slack.Requests[0].Body)!["blocks"]!;
        Assert.Equal("&lt;!channel&gt;", (string?)blocks[0]!["text"]!["text"]);
        Assert.Equal("a &amp; b &lt;@U1&gt; &amp;lt;", (string?)blocks[1]!["text"]!["text"]);
        Assert.Equal("&gt;", (string?)blocks[3]!["elements"]![0]!["text"]);
    }

    [Fact]
    public async Task What_is_too_long_is_cut_so_that_it_fits_even_when_escaped()
    {
        slack.Json(200, "ok");
        var letters = new string('&', 5_000);
        await webhook.SendAsync(new SlackMessage("t", letters, "s"), Ct);
        var text = (string)JsonNode.Parse(slack.Requests[0].Body)!["blocks"]![1]!["text"]!["text"]!;
        Assert.True(text.Length <= 3_000, $"{text.Length}");
        Assert.EndsWith("&amp;…", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_is_as_long_as_the_vendor_says()
    {
        slack.TooMany(30);
        Assert.Equal(
            new SlackOutcome.TooFast(TimeSpan.FromSeconds(30)),
            await webhook.SendAsync(Message, Ct)
        );
    }

    [Theory]
    [InlineData(400, "invalid_payload", "http_400 invalid_payload")]
    [InlineData(403, "action_prohibited", "http_403 action_prohibited")]
    [InlineData(404, "no_service", "http_404 no_service")]
    [InlineData(410, "channel_is_archived", "http_410 channel_is_archived")]
    [InlineData(404, "<html>not a word</html>", "http_404")]
    public async Task A_refusal_is_final_and_says_why(int status, string body, string reason)
    {
        slack.Json(status, body);
        Assert.Equal(new SlackOutcome.Refused(reason), await webhook.SendAsync(Message, Ct));
    }

    [Theory]
    [InlineData(500, "http_500 rollup_error")]
    [InlineData(302, "http_302 rollup_error")]
    [InlineData(408, "http_408 rollup_error")]
    public async Task An_answer_that_decides_nothing_is_unknown(int status, string reason)
    {
        slack.Json(status, "rollup_error");
        Assert.Equal(new SlackOutcome.Unknown(reason), await webhook.SendAsync(Message, Ct));
    }

    [Fact]
    public async Task Silence_is_unknown_and_tells_no_address()
    {
        slack.Timeout().NoConnection();
        Assert.Equal(new SlackOutcome.Unknown("timeout"), await webhook.SendAsync(Message, Ct));
        Assert.Equal(
            new SlackOutcome.Unknown("transport: ConnectionError"),
            await webhook.SendAsync(Message, Ct)
        );
    }
}
