using System.Diagnostics;
using Pgp.Host.Stack;
using Pgp.Local;

namespace Pgp.Host.Bench.Start;

/// <summary>
/// Starts <c>serve all</c> again and again, both builds in turn: how soon it is ready, and what it
/// weighs. Database, chain and the partners' simulators are there already and stay outside of it.
/// </summary>
internal sealed class StartBench(
    LocalFolders folders,
    LocalStack stack,
    int runs,
    Action<string> tell
)
{
    private const string HowToCompile = "./pgp test --native compiles it";

    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    public async Task<StartReport> RunAsync(CancellationToken ct)
    {
        var jit = HostBuild.Jit(folders);
        var native = HostBuild.Native(folders);
        HostBuild[] builds = native.Exists ? [jit, native] : [jit];
        var seen = builds.ToDictionary(build => build, _ => new List<StartRun>());
        foreach (var build in builds)
        {
            // The wallet is opened and the files are in memory: not what is measured.
            await StartOnceAsync(build, ct);
        }

        for (var run = 1; run <= runs; run++)
        {
            foreach (var build in builds)
            {
                var one = await StartOnceAsync(build, ct);
                seen[build].Add(one);
                tell($"{run} of {runs}: {build.Name} ready after {one.ReadyMs:0} ms");
            }
        }

        return new StartReport(
            runs,
            [.. builds.Select(build => StartLine.Of(build.Name, seen[build]))],
            Remark(jit, native)
        );
    }

    private string? Remark(HostBuild jit, HostBuild native)
    {
        var file = Path.GetRelativePath(folders.Checkout, native.File);
        if (!native.Exists)
        {
            return $"No native build to compare with: {file} is missing; {HowToCompile}.";
        }

        return native.IsOlderThan(jit)
            ? $"The native build is older than the other one ({file}); {HowToCompile} anew."
            : null;
    }

    private async Task<StartRun> StartOnceAsync(HostBuild build, CancellationToken ct)
    {
        var log = Path.GetTempFileName();
        try
        {
            return await StartOnceAsync(build, log, ct);
        }
        finally
        {
            File.Delete(log);
        }
    }

    private async Task<StartRun> StartOnceAsync(HostBuild build, string log, CancellationToken ct)
    {
        string[] command =
        [
            "env",
            .. stack.Settings.Select(setting => $"{setting.Key}={setting.Value}"),
            $"PGP_LISTEN={stack.App.GetLeftPart(UriPartial.Authority)}",
            .. build.Command,
            "serve",
            "all",
        ];
        var began = Stopwatch.GetTimestamp();
        await using var process = await GuardedProcess.StartAsync(command, "TERM", log, ct);
        if (!await IsReadyAsync(process, began, ct))
        {
            throw new LocalProblemException(
                new(
                    $"The {build.Name} build did not become ready",
                    await File.ReadAllTextAsync(log, ct),
                    "cure what it says"
                )
            );
        }

        var ready = Stopwatch.GetElapsedTime(began);
        using var measured = Process.GetProcessById(process.Pid);
        var used = measured.TotalProcessorTime;
        await Task.Delay(Settling, TimeProvider.System, ct);
        measured.Refresh();
        return new StartRun(
            Latencies.Milliseconds(ready),
            Latencies.Milliseconds(used),
            decimal.Round((decimal)measured.WorkingSet64 / (1 << 20), 1)
        );
    }

    private async Task<bool> IsReadyAsync(GuardedProcess process, long began, CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = StartsWithin };
        var page = new Uri(stack.App, "ready");
        while (!process.Exited.IsCompleted && Stopwatch.GetElapsedTime(began) < StartsWithin)
        {
            if (await AnswersAsync(http, page, ct))
            {
                return true;
            }

            await Task.Delay(LookAgain, TimeProvider.System, ct);
        }

        return false;
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri page, CancellationToken ct)
    {
        try
        {
            using var answer = await http.GetAsync(page, ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // Nobody listens yet.
        }
    }
}
