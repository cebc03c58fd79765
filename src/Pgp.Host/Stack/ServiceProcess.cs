using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pgp.Local;

namespace Pgp.Host.Stack;

/// <summary>
/// One process of this program, as an operator would start it: <c>pgp serve …</c> with its settings
/// in the environment. It ends with its parent, however that ends.
/// </summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private const string Program = "Pgp.Host.dll";

    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    private readonly GuardedProcess process;
    private readonly LogFile log;
    private readonly HttpClient http;

    private ServiceProcess(GuardedProcess process, LogFile log, Uri url)
    {
        this.process = process;
        this.log = log;
        http = new HttpClient { BaseAddress = url };
    }

    /// <summary>Ends with the exit code.</summary>
    public Task<int> Exited => process.Exited;

    /// <summary>Starts a process whose log goes when it goes.</summary>
    public static Task<ServiceProcess> StartAsync(
        IEnumerable<string> services,
        IReadOnlyDictionary<string, string> settings,
        Uri url,
        CancellationToken ct
    )
    {
        var own = new LogFile(Path.GetTempFileName(), IsOurs: true);
        return StartAsync(services, settings, url, own, ct);
    }

    /// <param name="services">Arguments of <c>serve</c>.</param>
    /// <param name="settings">Its whole environment beside path and home.</param>
    /// <param name="url">Where it listens.</param>
    /// <param name="logFile">What it says is added to this file.</param>
    /// <param name="ct">Ends the starting.</param>
    public static Task<ServiceProcess> StartAsync(
        IEnumerable<string> services,
        IReadOnlyDictionary<string, string> settings,
        Uri url,
        string logFile,
        CancellationToken ct
    ) => StartAsync(services, settings, url, new LogFile(logFile, IsOurs: false), ct);

    private static async Task<ServiceProcess> StartAsync(
        IEnumerable<string> services,
        IReadOnlyDictionary<string, string> settings,
        Uri url,
        LogFile output,
        CancellationToken ct
    )
    {
        string[] command =
        [
            "env",
            .. settings.Select(setting => $"{setting.Key}={setting.Value}"),
            $"PGP_LISTEN={url.GetLeftPart(UriPartial.Authority)}",
            .. ThisProgram(),
            "serve",
            .. services,
        ];
        var started = await GuardedProcess.StartAsync(command, "TERM", output.Path, ct);
        return new ServiceProcess(started, output, url);
    }

    /// <summary>What it wrote to standard output and standard error.</summary>
    public Task<string> LogAsync(CancellationToken ct) => File.ReadAllTextAsync(log.Path, ct);

    /// <summary>Status of a page, or 0 while nobody answers.</summary>
    public async Task<int> StatusAsync(string path, CancellationToken ct)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), ct);
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    public async Task<string> BodyAsync(string path, CancellationToken ct)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), ct);
        return await answer.Content.ReadAsStringAsync(ct);
    }

    /// <summary>Waits until it says that it can work.</summary>
    /// <exception cref="InvalidOperationException">It ended, or did not become ready.</exception>
    public async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        while (await StatusAsync("/ready", ct) != 200)
        {
            if (Exited.IsCompleted || Stopwatch.GetElapsedTime(began) > StartsWithin)
            {
                var how = Exited.IsCompleted ? "it ended before it was ready" : "it is not ready";
                throw new InvalidOperationException($"{how}: {await LogAsync(ct)}");
            }

            await Task.Delay(LookAgain, TimeProvider.System, ct);
        }
    }

    /// <summary>Ends it at once, without a chance to do anything: SIGKILL.</summary>
    public async Task KillAsync()
    {
        // Its number may be somebody else's by now if it ended by itself.
        if (!Exited.IsCompleted)
        {
            try
            {
                using var victim = Process.GetProcessById(process.Pid);
                victim.Kill();
            }
            catch (ArgumentException)
            {
                // It ended just now.
            }
        }

        await Exited;
    }

    /// <summary>Asks it to stop: SIGTERM, as every platform does.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        await process.StopAsync();
        return await Exited;
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        http.Dispose();
        if (log.IsOurs)
        {
            File.Delete(log.Path);
        }
    }

    // Built for the runtime, the program is a library beside us, also beside tests that use it.
    private static string[] ThisProgram()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            return [Environment.ProcessPath!];
        }

        var beside = Path.Combine(AppContext.BaseDirectory, Program);
        return File.Exists(Path.ChangeExtension(beside, ".runtimeconfig.json"))
            ? [Runtime(), beside]
            : throw new FileNotFoundException("the program is not where it should be", beside);
    }

    // The runtime that runs us: shared/<framework>/<version> lies below its program.
    private static string Runtime()
    {
        var folder = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..");
        return Path.GetFullPath(Path.Combine(folder, "dotnet"));
    }

    private sealed record LogFile(string Path, bool IsOurs);
}
