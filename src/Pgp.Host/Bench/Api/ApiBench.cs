using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Pgp.Host.Stack;
using Pgp.Local;

namespace Pgp.Host.Bench.Api;

/// <param name="Large">Payments of the largest owner, among all.</param>
/// <param name="Rates">Requests per second, one run each, whatever became of those before.</param>
internal sealed record ApiBenchOptions(
    int Payments,
    int Owners,
    int Large,
    IReadOnlyList<int> Rates,
    TimeSpan Time,
    Action<string> Tell
);

/// <summary>
/// What owners wait for their pages, while many of them look at once: a process of this program
/// serves the web API over a year of sales. A request's time counts from the moment at which it was
/// due, so that one that had to queue behind others is not taken for a fast one.
/// </summary>
internal sealed class ApiBench(ApiBenchOptions options, ApiStore store)
{
    private const int ProgramsMax = 200;

    // One request of twenty is the largest owner's.
    private const int LargeEvery = 20;
    private const int AloneRuns = 40;
    private const decimal Goal = 50;
    private const decimal DashboardGoal = 100;
    private const string Dashboard = "analytics/overview";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    // Of twenty looks at the site.
    private static readonly string[] Looks =
    [
        Dashboard,
        Dashboard,
        Dashboard,
        "payments",
        "payments",
        "payments",
        "payments",
        "payments?cursor=",
        "payments?cursor=",
        "payments?state=quarantined",
        "payments?kind=donation",
        "payments?q=",
        "payments/",
        "payments/",
        "subscribers",
        "subscribers?state=active",
        "payouts",
        "payouts?state=sending",
        "balance",
        "balance",
    ];

    private readonly ConcurrentDictionary<string, ConcurrentBag<TimeSpan>> samples = new();

    private int failed;

    private int Programs => Math.Min(ProgramsMax, options.Owners);

    public async Task<ApiReport> RunAsync(CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        await store.FillAsync(options.Owners, options.Payments, options.Large, options.Tell, ct);
        options.Tell($"filled in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
        var url = new Uri($"http://127.0.0.1:{FreePorts.Next()}");
        await using var process = await ServiceProcess.StartAsync(["webapi"], Settings(), url, ct);
        await process.WaitUntilReadyAsync(ct);
        var owners = await OpenAsync(url, ct);
        try
        {
            options.Tell("warming up");
            await LoadAsync(owners, options.Rates[0], WarmUp, ct);
            var loads = new List<ApiLoad>();
            foreach (var rate in options.Rates)
            {
                loads.Add(await MeasureAsync(owners, rate, ct));
            }

            if (loads.Exists(load => load.Failed > 0))
            {
                options.Tell(await process.LogAsync(ct));
            }

            options.Tell("the dashboard alone");
            var alone = await AloneAsync(owners, ct);
            return ApiReport.Of(options, loads, alone);
        }
        finally
        {
            owners.ForEach(owner => owner.Dispose());
        }
    }

    private async Task<List<ApiOwner>> OpenAsync(Uri url, CancellationToken ct)
    {
        var owners = new List<ApiOwner>();
        for (var number = 0; number < Programs; number++)
        {
            // The first is the large one; the others are spread over all.
            var owner =
                number == 0
                    ? options.Owners
                    : 1 + ((number - 1) * (options.Owners - 1) / (Programs - 1));
            var key = await store.OpenAccountAsync(owner, ct);
            owners.Add(new ApiOwner(number, url, key, isLarge: number == 0));
        }

        return owners;
    }

    private async Task<ApiLoad> MeasureAsync(List<ApiOwner> owners, int rate, CancellationToken ct)
    {
        options.Tell($"{rate} requests per second");
        samples.Clear();
        failed = 0;
        await LoadAsync(owners, rate, options.Time, ct);
        var all = samples.Values.SelectMany(times => times).ToList();
        return new ApiLoad(
            rate,
            failed,
            ApiLine.Of("all", all, Goal),
            [
                .. samples
                    .OrderBy(route => route.Key, StringComparer.Ordinal)
                    .Select(route => ApiLine.Of(route.Key, [.. route.Value], Goal)),
            ]
        );
    }

    private async Task LoadAsync(
        List<ApiOwner> owners,
        int rate,
        TimeSpan time,
        CancellationToken ct
    )
    {
        var between = TimeSpan.FromSeconds(1) / rate;
        var count = (int)(time / between);
        var began = Stopwatch.GetTimestamp();
        var asked = new List<Task>(count);
        for (var number = 0; number < count; number++)
        {
            var due = number * between;
            var early = due - Stopwatch.GetElapsedTime(began);
            if (early > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(early, TimeProvider.System, ct);
            }

            var owner =
                number % LargeEvery == 0 ? owners[0] : owners[1 + (number % (Programs - 1))];
            var look = Looks[RandomNumberGenerator.GetInt32(Looks.Length)];
            asked.Add(AskAsync(owner, look, began, due, ct));
        }

        await Task.WhenAll(asked);
    }

    private async Task AskAsync(
        ApiOwner owner,
        string look,
        long began,
        TimeSpan due,
        CancellationToken ct
    )
    {
        try
        {
            await owner.AskAsync(PathOf(look, owner), ct);
        }
        catch (Exception failure)
            when (failure is InvalidOperationException or HttpRequestException)
        {
            Interlocked.Increment(ref failed);
            return;
        }

        var route = owner.IsLarge ? $"{look}, largest owner" : look;
        samples.GetOrAdd(route, _ => []).Add(Stopwatch.GetElapsedTime(began) - due);
    }

    // Who has not seen a payment yet looks at the list.
    private static string PathOf(string look, ApiOwner owner) =>
        look switch
        {
            "payments?cursor=" => owner.Cursor is { } cursor ? look + cursor : "payments",
            "payments/" or "payments?q=" => owner.Payment is { } one ? look + one : "payments",
            _ => look,
        };

    private static async Task<IReadOnlyList<ApiLine>> AloneAsync(
        List<ApiOwner> owners,
        CancellationToken ct
    )
    {
        var now = TimeProvider.System.GetUtcNow();
        var year = string.Create(
            CultureInfo.InvariantCulture,
            $"{Dashboard}?from={now.AddDays(-364):yyyy-MM-dd}&to={now:yyyy-MM-dd}"
        );
        return
        [
            await OneAsync("dashboard, 30 days", Dashboard, owners[1..], DashboardGoal),
            await OneAsync("dashboard, a year", year, owners[1..], DashboardGoal),
            await OneAsync(
                "dashboard, 30 days, largest owner",
                Dashboard,
                owners[..1],
                DashboardGoal
            ),
            await OneAsync("dashboard, a year, largest owner", year, owners[..1], goal: null),
        ];

        async Task<ApiLine> OneAsync(string name, string path, List<ApiOwner> asking, decimal? goal)
        {
            var times = new List<TimeSpan>();
            for (var run = 0; run < AloneRuns; run++)
            {
                var started = Stopwatch.GetTimestamp();
                await asking[run % asking.Count].AskAsync(path, ct);
                times.Add(Stopwatch.GetElapsedTime(started));
            }

            return ApiLine.Of(name, times, goal);
        }
    }

    private Dictionary<string, string> Settings()
    {
        var secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PGP_DATABASE"] = store.ConnectionString,
            ["SUCCESS_URL_SIGNING_KEY"] = secret,
            ["TPS_HOSTPAY_SIGNING_KEY"] = secret,
            ["WEBAPI_ADMIN_TOKEN"] = secret,
            ["JWT_SECRET_KEY"] = secret,
            ["TOTP_SECRETS_KEY"] = secret,
            ["WEBHOOK_SECRETS_KEY"] = secret,
            ["SCHEDULER_TOKEN"] = secret,
            ["BASE_URL"] = "http://site.invalid",
            ["PGP_BROADCAST_URL"] = "http://broadcast.invalid",
            ["TELEGRAM_BOT_USERNAME"] = "bench_bot",
            ["TELEGRAM_BOT_API_TOKEN"] = "123456:BENCH-TOKEN",
            ["MAIL_PROVIDER"] = "smtp",
            ["SMTP_HOST"] = "mail.invalid",
            ["FROM_EMAIL"] = "bench@site.invalid",
            ["LOG_LEVEL"] = "Warning",
        };
    }
}
