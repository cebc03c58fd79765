using System.Diagnostics;
using System.Runtime.InteropServices;
using Pgp.Local;
using Pgp.Testing;

namespace Pgp.FlowTests.Processes;

/// <summary>
/// One process of the built host, as an operator would start it: <c>pgp serve …</c> with its
/// settings in the environment. It ends with the test run, however that ends.
/// </summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const string Program = "Pgp.Host.dll";
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    private readonly GuardedProcess process;
    private readonly string logFile;
    private readonly HttpClient http;

    private ServiceProcess(GuardedProcess process, string logFile, Uri url)
    {
        this.process = process;
        this.logFile = logFile;
        http = new HttpClient { BaseAddress = url };
    }

    /// <summary>Ends with the exit code.</summary>
    public Task<int> Exited => process.Exited;

    /// <param name="services">Arguments of <c>serve</c>.</param>
    /// <param name="settings">Its whole environment beside path and home.</param>
    /// <param name="url">Where it listens.</param>
    /// <param name="ct">Ends the starting.</param>
    public static async Task<ServiceProcess> StartAsync(
        IEnumerable<string> services,
        IReadOnlyDictionary<string, string> settings,
        Uri url,
        CancellationToken ct
    )
    {
        var log = Path.GetTempFileName();
        string[] command =
        [
            "env",
            .. settings.Select(setting => $"{setting.Key}={setting.Value}"),
            $"PGP_LISTEN={url.GetLeftPart(UriPartial.Authority)}",
            Runtime(),
            ProgramFile(),
            "serve",
            .. services,
        ];
        var started = await GuardedProcess.StartAsync(command, "TERM", log, ct);
        return new ServiceProcess(started, log, url);
    }

    /// <summary>What it wrote to standard output and standard error.</summary>
    public Task<string> LogAsync(CancellationToken ct) => File.ReadAllTextAsync(logFile, ct);

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
    public async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        var status = await Eventually.GetAsync(
            () => Exited.IsCompleted ? Task.FromResult(-1) : StatusAsync("/ready", ct),
            status => status is -1 or 200,
            ct,
            StartsWithin
        );
        Assert.True(status == 200, $"it ended before it was ready: {await LogAsync(ct)}");
    }

    /// <summary>Ends it at once, without a chance to do anything: SIGKILL.</summary>
    public async Task KillAsync()
    {
        using (var victim = Process.GetProcessById(process.Pid))
        {
            victim.Kill();
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
        File.Delete(logFile);
    }

    // Beside the tests stands a copy of the host that was built with them.
    private static string ProgramFile()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, Program);
        return File.Exists(Path.ChangeExtension(beside, ".runtimeconfig.json"))
            ? beside
            : throw new FileNotFoundException("the host was not built beside the tests", beside);
    }

    // The runtime that runs the tests: shared/<framework>/<version> lies below its program.
    private static string Runtime()
    {
        var folder = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..");
        return Path.GetFullPath(Path.Combine(folder, "dotnet"));
    }
}
