using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Common.Schedules;
using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Jobs;

/// <summary>What a scheduler outside may send, and what it hears.</summary>
public sealed class JobEndpointTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    // The application's clock is the system's, and runs of long ago are forgotten.
    private static readonly DateTimeOffset Moment = TimeProvider.System.GetUtcNow();
    private static readonly string Slot = $"{Moment:yyyy-MM-ddTHH:mm:00Z}";

    private static readonly string Token = new('t', 40);

    private readonly ScriptedJob job = new();
    private readonly HttpClient http = new();
    private WebApplication app = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        app = await StartAsync(("SCHEDULER", "external"), ("SCHEDULER_TOKEN", Token));
    }

    public override async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task An_empty_body_without_a_content_type_starts_a_run()
    {
        var (code, answer) = await PostAsync(Token, content: null, Slot);
        Assert.Equal(HttpStatusCode.OK, code);
        Assert.Equal(
            $$"""
            {"job":"pgp-test-job","slot":"{{Moment:yyyy-MM-ddTHH:mm}}:00+00:00","state":"done",
            "result":"nothing to do"}
            """.ReplaceLineEndings(""),
            answer.Replace("\\u002B", "+", StringComparison.Ordinal)
        );
        Assert.Equal(1, job.Runs);
    }

    [Theory]
    [InlineData("", "application/octet-stream")]
    [InlineData("{}", "application/json")]
    [InlineData("no json at all", "application/json")]
    [InlineData("a=b", "application/x-www-form-urlencoded")]
    public async Task Any_body_of_any_type_is_as_good(string body, string type)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        var (code, _) = await PostAsync(Token, content, Slot);
        Assert.Equal(HttpStatusCode.OK, code);
        Assert.Equal(1, job.Runs);
    }

    [Fact]
    public async Task The_same_moment_again_is_run_once()
    {
        await PostAsync(Token, null, Slot);
        var (code, answer) = await PostAsync(Token, null, Slot);
        Assert.Equal(HttpStatusCode.OK, code);
        Assert.Equal("already", StateOf(answer));

        // The same moment in another time zone.
        (_, answer) = await PostAsync(
            Token,
            null,
            $"{Moment.AddHours(1):yyyy-MM-ddTHH:mm}:00+01:00"
        );
        Assert.Equal("already", StateOf(answer));
        Assert.Equal(1, job.Runs);
    }

    [Fact]
    public async Task Calls_that_name_no_moment_are_runs_of_their_own()
    {
        await PostAsync(Token, null, slot: null);
        await PostAsync(Token, null, slot: null);
        await PostAsync(Token, null, "no moment");
        Assert.Equal(3, job.Runs);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tttttttttttttttttttttttttttttttttttttttu")]
    [InlineData("tttttttttttttttttttttttttttttttttttttttt.")]
    public async Task Whoever_does_not_know_the_token_starts_nothing(string? token)
    {
        var (code, _) = await PostAsync(token, null, Slot);
        Assert.Equal(HttpStatusCode.Unauthorized, code);
        Assert.Equal(0, job.Runs);
        Assert.Empty(await Db.ListAsync("select job from job_runs"));
    }

    [Fact]
    public async Task A_run_that_fails_answers_503()
    {
        job.Work = _ => throw new InvalidOperationException("out of order");
        var (code, answer) = await PostAsync(Token, null, Slot);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
        Assert.Equal("failed", StateOf(answer));
        Assert.DoesNotContain("out of order", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_while_a_run_is_at_work_hears_so()
    {
        var started = new TaskCompletionSource();
        var going = new TaskCompletionSource<string>();
        job.Work = ct =>
        {
            started.SetResult();
            return going.Task.WaitAsync(ct);
        };
        var first = PostAsync(Token, null, Slot);
        await started.Task;
        var (code, answer) = await PostAsync(
            Token,
            null,
            $"{Moment.AddMinutes(5):yyyy-MM-ddTHH:mm:00Z}"
        );
        going.SetResult("done at last");

        Assert.Equal((HttpStatusCode.OK, "overlapped"), (code, StateOf(answer)));
        Assert.Equal("done", StateOf((await first).Answer));
        Assert.Equal(1, job.Runs);
    }

    [Fact]
    public async Task Without_a_token_in_the_settings_there_is_no_such_route()
    {
        await using var closed = await StartAsync(("SCHEDULER", "external"));
        using var request = new HttpRequestMessage(HttpMethod.Post, RouteOf(closed));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var response = await http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        await closed.StopAsync(Ct);
    }

    [Fact]
    public async Task A_get_starts_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, RouteOf(app));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var response = await http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(0, job.Runs);
    }

    private static string StateOf(string answer) => (string)JsonNode.Parse(answer)!["state"]!;

    private static Uri RouteOf(WebApplication of) =>
        new(new Uri(of.Urls.Single()), "/microbatchprocessor/test");

    private async Task<(HttpStatusCode Code, string Answer)> PostAsync(
        string? token,
        HttpContent? content,
        string? slot
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, RouteOf(app));
        request.Content = content;
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        if (slot is not null)
        {
            request.Headers.Add("X-CloudScheduler-ScheduleTime", slot);
        }

        using var response = await http.SendAsync(request, Ct);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Ct));
    }

    private async Task<WebApplication> StartAsync(params (string Name, string Value)[] own)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PGP_DATABASE"] = Db.ConnectionString,
            ["SUCCESS_URL_SIGNING_KEY"] = new('a', 64),
            ["TPS_HOSTPAY_SIGNING_KEY"] = new('b', 64),
        };
        foreach (var (name, value) in own)
        {
            settings[name] = value;
        }

        var built = PgpApplication.Build(
            new PgpApplicationOptions(
                [new OneJobService(job)],
                WithDispatcher: false,
                settings,
                "http://127.0.0.1:0"
            )
            {
                Logging = logging => logging.SetMinimumLevel(LogLevel.None),
            }
        );
        await built.StartAsync(Ct);
        return built;
    }

    private sealed class OneJobService(ScriptedJob job) : IPgpService
    {
        public ServiceName Name => ServiceName.MicroBatchProcessor;

        public DatabaseProfile Profile => DatabaseProfile.OnDemand;

        public void Configure(ServiceBuilder service)
        {
            service.Services.AddSingleton(job);
            service.RunAt<OneJob>(JobDesk.Schedule);
        }
    }

    /// <summary>As the service makes it; what it does is the test's to say.</summary>
    private sealed class OneJob(ScriptedJob script) : IScheduledJob
    {
        public Task<string> RunAsync(CancellationToken ct) => script.RunAsync(ct);
    }
}
