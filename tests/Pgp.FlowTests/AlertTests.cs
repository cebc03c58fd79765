using System.Text.Json.Nodes;
using Pgp.Common.Database;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.FlowTests.Support;
using Pgp.Host.Operations;
using Pgp.Testing;

namespace Pgp.FlowTests;

/// <summary>For alerts: both channels are there, and no job raises any of its own.</summary>
public sealed class AlertStack(ClusterFixture cluster) : FlowStack(cluster)
{
    public const long Operators = 4_711;

    protected override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ALERT_TELEGRAM_CHAT_ID"] = "4711",
            ["SCHEDULER"] = "external",
        };
}

[CollectionDefinition(nameof(AlertCollection))]
public sealed class AlertCollection : ICollectionFixture<AlertStack>;

/// <summary>Alerts arrive on every channel once, and a channel that is down keeps none back.</summary>
[Collection(nameof(AlertCollection))]
public sealed class AlertTests(AlertStack flow)
{
    private const string EverywhereSent = "log sent, slack sent, telegram sent";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_alert_arrives_on_every_channel_once()
    {
        await OpenChatAsync();
        var subject = await RaiseAsync("<b>a & b</b>");
        await SettledAsync(subject);
        Assert.Equal(EverywhereSent, await DeliveriesAsync(subject));
        var telegram = Assert.Single(await TelegramAsync(subject));
        Assert.Contains("Critical: payout_overdue", telegram, StringComparison.Ordinal);
        Assert.Contains("<b>a & b</b>", telegram, StringComparison.Ordinal);
        var slack = Assert.Single(await SlackAsync(subject));
        var blocks = slack["blocks"]!.AsArray();
        Assert.Equal("Critical: payout_overdue", (string?)blocks[0]!["text"]!["text"]);
        Assert.Equal(
            $"&lt;b&gt;a &amp; b&lt;/b&gt;\nAbout: {subject}\n"
                + "Runbook: docs/operations.md, payout_overdue",
            (string?)blocks[1]!["text"]!["text"]
        );
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("500_before")]
    [InlineData("429")]
    [InlineData("html")]
    public async Task While_slack_is_down_telegram_hears_once_and_slack_hears_later(string fault)
    {
        await OpenChatAsync();
        await FaultAsync("slack", fault, times: 3);
        var subject = await RaiseAsync(fault);
        await SettledAsync(subject);
        Assert.Equal(EverywhereSent, await DeliveriesAsync(subject));
        Assert.Single(await TelegramAsync(subject));
        Assert.Single(await SlackAsync(subject));
        Assert.Equal("4", await AttemptsAsync(subject));
    }

    [Fact]
    public async Task While_telegram_is_down_slack_hears_once_and_telegram_hears_later()
    {
        await OpenChatAsync();
        await FaultAsync("telegram", "500_before", times: 2);
        var subject = await RaiseAsync("text");
        await SettledAsync(subject);
        Assert.Equal(EverywhereSent, await DeliveriesAsync(subject));
        Assert.Single(await TelegramAsync(subject));
        Assert.Single(await SlackAsync(subject));
    }

    [Fact]
    public async Task A_second_delivery_tells_nobody_again()
    {
        await OpenChatAsync();
        var subject = await RaiseAsync("text");
        await SettledAsync(subject);
        await using var database = Open();
        await database.RunAsync(
            "update outbox set state = 'open', due_at = now(), attempts = 0 where correlation = $1",
            sql => sql.With(subject).ExecuteAsync(Ct),
            Ct
        );
        await SettledAsync(subject);
        Assert.Single(await TelegramAsync(subject));
        Assert.Single(await SlackAsync(subject));
    }

    [Fact]
    public async Task A_channel_that_refuses_is_on_record_and_the_others_hear()
    {
        await OpenChatAsync();
        await flow.Sandbox.SetAsync($"telegram/people/{AlertStack.Operators}/block", "{}", Ct);
        var subject = await RaiseAsync("text");
        await SettledAsync(subject);
        await flow.Sandbox.SetAsync($"telegram/people/{AlertStack.Operators}/unblock", "{}", Ct);
        Assert.Equal("log sent, slack sent, telegram refused", await DeliveriesAsync(subject));
        Assert.Single(await SlackAsync(subject));
    }

    [Fact]
    public async Task The_test_alert_says_where_it_arrived()
    {
        await OpenChatAsync();
        await using var database = Open();
        Assert.Equal(
            ["log: sent", "slack: sent", "telegram: sent"],
            await new AlertTest(database).SendAsync(Ct)
        );
    }

    private Database Open() =>
        DataSources.Open(
            new DatabaseAddress(flow.Stack.Database, AssumeRole: true),
            ServiceName.Oversight.DatabaseRole,
            TimeProvider.System
        );

    // Nobody can be written to who never wrote.
    private Task OpenChatAsync() =>
        flow.Sandbox.SetAsync(
            "telegram/people",
            $$"""{"id":{{AlertStack.Operators}},"name":"Operators","started":true}""",
            Ct
        );

    private Task FaultAsync(string partner, string kind, int times) =>
        flow.Sandbox.OrderFaultAsync(
            $$"""{"partner":"{{partner}}","kind":"{{kind}}","times":{{times}},"retry_after":1}""",
            Ct
        );

    private async Task<string> RaiseAsync(string text)
    {
        var subject = $"instant:{PaymentId.New(TimeProvider.System)}";
        var alert = new AlertRaised(AlertLevel.Critical, "payout_overdue", subject, text, 1);
        await using var database = Open();
        await using var unit = await database.BeginAsync(Ct);
        await unit.EnqueueAsync(
            alert,
            unit.Now,
            new Common.Tasks.Story(subject, TraceParent: null),
            Ct
        );
        await unit.CommitAsync(Ct);
        return subject;
    }

    private Task<string> SettledAsync(string subject) =>
        Eventually.GetAsync(
            () => flow.Facts.RowAsync("select state from outbox where correlation = $1", subject),
            state => state == "done",
            Ct
        );

    private Task<string> AttemptsAsync(string subject) =>
        flow.Facts.RowAsync("select attempts from outbox where correlation = $1", subject);

    private async Task<string> DeliveriesAsync(string subject) =>
        string.Join(
            ", ",
            (
                await flow.Facts.RowsAsync(
                    """
                    select channel, state from alert_deliveries where alert_key like '%' || $1 || '%'
                     order by channel
                    """,
                    subject
                )
            ).Select(row => row.Replace(',', ' '))
        );

    private async Task<IReadOnlyList<string>> TelegramAsync(string subject) =>
        [
            .. (await flow.Sandbox.MessagesAsync(AlertStack.Operators, Ct))
                .Select(message => (string?)message!["text"] ?? "")
                .Where(text => text.Contains(subject, StringComparison.Ordinal)),
        ];

    private async Task<IReadOnlyList<JsonNode>> SlackAsync(string subject)
    {
        var url = new Uri(flow.Stack.Sandbox, "control/slack");
        var messages = JsonNode.Parse(await flow.Http.GetStringAsync(url, Ct))!.AsArray();
        return
        [
            .. messages
                .Select(message => message!["body"]!)
                .Where(body => body.ToJsonString().Contains(subject, StringComparison.Ordinal)),
        ];
    }
}
