using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pgp.Sandbox;
using Pgp.Sandbox.Serving;
using Pgp.Sandbox.Telegram;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

[assembly: SuppressMessage(
    "Usage",
    "xUnit1051",
    Scope = "namespaceanddescendants",
    Target = "~N:Pgp.UnitTests.Telegram.Simulator",
    Justification = "The client was given the test's token and ends with it."
)]

namespace Pgp.UnitTests.Telegram.Simulator;

/// <summary>
/// Telegram's simulator on a port of its own with a clock that stands still, and the real client
/// in front of it. Updates are fetched by polling.
/// </summary>
public sealed class SimulatedTelegram : IAsyncDisposable
{
    public const long Alice = 1001;
    public const long Bob = 1002;
    public const long Open = -1_002_000_000_100;
    public const long Closed = -1_002_000_000_200;

    private readonly WebApplication app;
    private readonly TelegramSimulator simulator;
    private readonly Surroundings around;
    private readonly HttpClient http = new();
    private int nextUpdate;

    private SimulatedTelegram(WebApplication app, TelegramSimulator simulator, Surroundings around)
    {
        this.app = app;
        this.simulator = simulator;
        this.around = around;
    }

    public FakeTimeProvider Clock => (FakeTimeProvider)around.Clock;

    public TelegramBotClient Bot { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Alice and Bob, both started; Alice owns an open and a closed channel.</summary>
    public static async Task<SimulatedTelegram> StartAsync()
    {
        var options = new SandboxOptions
        {
            ChainRpc = new Uri("http://127.0.0.1:1/"),
            HostWalletAddress = "0x0",
            BotToken = "123456:TEST-TOKEN",
            BotUsername = "pgp_bot",
            NowPaymentsApiKey = "",
            NowPaymentsIpnSecret = "",
            ChangeNowApiKey = "",
        };
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddDays(20_000));
        var partners = new Surroundings(options, clock, NullLogger.Instance);
        var simulated = new TelegramSimulator(partners);
        var web = await ServeAsync(partners, simulated);
        var telegram = new SimulatedTelegram(web, simulated, partners);
        var address = web.Urls.First();
        telegram.Bot = new TelegramBotClient(
            new TelegramBotClientOptions(options.BotToken, address) { RetryCount = 0 },
            telegram.http,
            Ct
        );
        telegram.http.BaseAddress = new Uri(address);
        await telegram.FurnishAsync();
        return telegram;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        await simulator.DisposeAsync();
        await around.DisposeAsync();
    }

    /// <summary>Pulls a string of <c>/control/telegram</c>; throws if it is refused.</summary>
    public async Task<JsonNode> DoAsync(string path, string body = "{}")
    {
        var (status, answer) = await TryAsync(path, body);
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Created, answer.ToJsonString());
        return answer;
    }

    public async Task<(HttpStatusCode Status, JsonNode Answer)> TryAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri($"control/{path}", Rel), content, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        return (response.StatusCode, JsonNode.Parse(text)!);
    }

    public async Task<JsonNode> ViewAsync(long person) =>
        JsonNode.Parse(
            await http.GetStringAsync(new Uri($"control/people/{person}/view", Rel), Ct)
        )!;

    /// <summary>The updates since the last look, all kinds asked for.</summary>
    public async Task<Update[]> UpdatesAsync()
    {
        var updates = await Bot.GetUpdates(
            nextUpdate,
            allowedUpdates: Enum.GetValues<UpdateType>().Where(kind => kind != UpdateType.Unknown),
            cancellationToken: Ct
        );
        nextUpdate = updates.Length == 0 ? nextUpdate : updates[^1].Id + 1;
        return updates;
    }

    public async Task<Update> UpdateAsync() => Assert.Single(await UpdatesAsync());

    /// <summary>What Telegram says to a call that it refuses.</summary>
    public static async Task<string> RefusalAsync(Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<ApiRequestException>(call);
        return $"{refusal.ErrorCode} {refusal.Message}";
    }

    private static UriKind Rel => UriKind.Relative;

    private async Task FurnishAsync()
    {
        await UpdatesAsync(); // Asks for every kind before anything happens.
        await DoAsync("people", """{"id":1001,"name":"Alice","started":true}""");
        await DoAsync("people", """{"id":1002,"name":"Bob","language_code":"ru","started":true}""");
        await DoAsync(
            "channels",
            $$"""{"id":{{Open}},"title":"Open","private":false,"username":"open","owner":"1001"}"""
        );
        await DoAsync("channels", $$"""{"id":{{Closed}},"title":"Closed","owner":"1001"}""");
        await UpdatesAsync();
    }

    private static async Task<WebApplication> ServeAsync(
        Surroundings partners,
        TelegramSimulator simulated
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var gate = new PartnerGate(partners.Calls, partners.Faults);
        var bot = gate.Serve(BotApi.Face, "/bot", simulated.Api.AnswerAsync);
        var control = Pull(simulated);
        web.Run(context =>
            context.Request.Path.StartsWithSegments("/control", StringComparison.Ordinal)
                ? control(context)
                : bot(context)
        );
        await web.StartAsync(Ct);
        return web;
    }

    private static RequestDelegate Pull(TelegramSimulator simulated) =>
        async context =>
        {
            var path = context.Request.Path.Value!["/control/".Length..];
            var call = await PartnerCall.ReadAsync(context, path);
            var answer = await simulated.Control.AnswerAsync(call, call.Segments);
            await answer.WriteAsync(context);
        };
}

/// <summary>A test with a Telegram of its own.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected SimulatedTelegram Telegram { get; private set; } = null!;

    protected TelegramBotClient Bot => Telegram.Bot;

    public async ValueTask InitializeAsync() => Telegram = await SimulatedTelegram.StartAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Telegram.DisposeAsync();
    }
}
