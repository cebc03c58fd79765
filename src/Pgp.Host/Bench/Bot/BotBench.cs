using System.Collections.Concurrent;
using System.Diagnostics;
using Pgp.Host.Stack;

namespace Pgp.Host.Bench.Bot;

/// <param name="Rounds">Of the words that one person says on an idle stack.</param>
/// <param name="Buyers">At once.</param>
/// <param name="Tell">Told what is being done.</param>
internal sealed record BotBenchOptions(int Rounds, int Buyers, Action<string> Tell);

/// <summary>How soon the bot answers: one person alone, then many at once.</summary>
internal sealed class BotBench(LocalStack stack, BotBenchOptions options)
{
    private const int WarmUp = 5;
    private const int CrowdRounds = 5;
    private const long FirstPerson = 20_001;

    // An invented receiver; nobody holds the key.
    private const string Owner = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    private static readonly string[] Steps = ["offer", "subscriptions", "help", "bill"];

    // People read what they are told before they go on.
    private static readonly TimeSpan PauseMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(3);

    public async Task<BotReport> RunAsync(CancellationToken ct)
    {
        using var sandbox = new SandboxClient(stack);

        // What Telegram allows a bot would be measured here, and not the bot.
        await sandbox.SetAsync("telegram/limits", """{"enabled":false}""", ct);
        var title = "Chess Masters";
        var channel = await SampleChannel.CreateAsync(sandbox, 1, title, "usdt@eth", Owner, ct);

        options.Tell("one person, nothing else to do");
        var alone = await BenchBuyer.TakeAsync(sandbox, channel, FirstPerson, ct);
        await SayAsync(alone, WarmUp, pauses: null, [], ct);
        var idle = new ConcurrentBag<(string Step, TimeSpan Took)>();
        await SayAsync(alone, options.Rounds, pauses: null, idle, ct);

        options.Tell($"{options.Buyers} buyers at once");
        var buyers = new List<BenchBuyer>();
        for (var i = 1; i <= options.Buyers; i++)
        {
            buyers.Add(await BenchBuyer.TakeAsync(sandbox, channel, FirstPerson + i, ct));
        }

        var crowd = new ConcurrentBag<(string Step, TimeSpan Took)>();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            buyers.Select((buyer, i) => SayAsync(buyer, CrowdRounds, new Random(i), crowd, ct))
        );
        var took = Stopwatch.GetElapsedTime(began);
        return Report(idle, crowd, took);
    }

    private static async Task SayAsync(
        BenchBuyer buyer,
        int rounds,
        Random? pauses,
        ConcurrentBag<(string Step, TimeSpan Took)> times,
        CancellationToken ct
    )
    {
        for (var round = 0; round < rounds; round++)
        {
            foreach (var step in Steps)
            {
                if (pauses is not null)
                {
                    var pause = PauseMin + pauses.NextDouble() * (PauseMax - PauseMin);
                    await Task.Delay(pause, TimeProvider.System, ct);
                }

                times.Add((step, await buyer.SayAsync(step, ct)));
            }
        }
    }

    private BotReport Report(
        ConcurrentBag<(string Step, TimeSpan Took)> idle,
        ConcurrentBag<(string Step, TimeSpan Took)> crowd,
        TimeSpan took
    )
    {
        var idleLines = Lines(idle, 50, 250);
        var crowdLines = Lines(crowd, null, 1_000);
        return new BotReport(
            idleLines.Concat(crowdLines).All(line => line.IsMet),
            idleLines,
            options.Buyers,
            crowdLines,
            decimal.Round(crowd.Count / (decimal)took.TotalSeconds, 1)
        );
    }

    private static List<BotLine> Lines(
        ConcurrentBag<(string Step, TimeSpan Took)> times,
        decimal? p50Goal,
        decimal? p99Goal
    ) =>
        [
            .. Steps.Select(step =>
                Line(step, [.. times.Where(time => time.Step == step)], null, null)
            ),
            Line("all", [.. times], p50Goal, p99Goal),
        ];

    private static BotLine Line(
        string name,
        IReadOnlyList<(string Step, TimeSpan Took)> times,
        decimal? p50Goal,
        decimal? p99Goal
    )
    {
        var sum = Latencies.Of([.. times.Select(time => time.Took)]);
        return new BotLine(name, sum.Count, sum.P50, sum.P99, p50Goal, p99Goal);
    }
}
