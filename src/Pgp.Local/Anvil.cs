using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Pgp.Local;

/// <summary>A local Ethereum chain. Like the database it ends with this process.</summary>
public sealed class Anvil : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(2);

    private readonly GuardedProcess process;

    private Anvil(GuardedProcess process, Uri url)
    {
        this.process = process;
        Url = url;
    }

    /// <summary>Address of the JSON-RPC server.</summary>
    public Uri Url { get; }

    /// <summary>Process id of the chain, for those who want to see it crash.</summary>
    public int ProcessId => process.Pid;

    /// <summary>Ends with the chain's exit code, whether it was told to stop or not.</summary>
    public Task<int> Exited => process.Exited;

    /// <summary>
    /// Starts the chain and waits until it names its chain id. Throws
    /// <see cref="LocalProblemException"/> when it does not.
    /// </summary>
    public static async Task<Anvil> StartAsync(
        AnvilOptions options,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (options.StateFile is { } file)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        }

        return await FreePorts.ListenAsync(
            options.Port,
            options.DrawPort,
            "the local chain",
            port => TryAsync(options, port, clock, ct)
        );
    }

    /// <summary>Writes the state file and waits for the chain's end.</summary>
    public async Task StopAsync() => await process.DisposeAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();

    /// <returns>Nothing when the port is in use.</returns>
    private static async Task<Anvil?> TryAsync(
        AnvilOptions options,
        int port,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var log = LogTail.FromNow(options.LogFile);
        var folder = Directory.CreateTempSubdirectory("pgp-chain-").FullName;
        try
        {
            var socket = Path.Combine(folder, "ipc");
            var command = options.Command(port, socket);
            var started = await GuardedProcess.StartAsync(command, "INT", options.LogFile, ct);
            var anvil = new Anvil(started, new Uri($"http://127.0.0.1:{port}"));
            try
            {
                if (await anvil.AnswersAsync(options, socket, clock, ct))
                {
                    return anvil;
                }
            }
            catch
            {
                await anvil.DisposeAsync();
                throw;
            }

            var stopped = anvil.Exited.IsCompleted;
            await anvil.DisposeAsync();
            var text = await log.ReadAsync(ct);
            return stopped && text.Contains("Address already in use", StringComparison.Ordinal)
                ? null
                : throw Problem("The local chain did not start", $"its log says: {text}", options);
        }
        finally
        {
            // Only the start needs the socket.
            Directory.Delete(folder, recursive: true);
        }
    }

    private static LocalProblemException Problem(string what, string why, AnvilOptions options) =>
        new(new(what, why, $"cure that and start again; the whole log is {options.LogFile}"));

    private static async Task<long?> AskChainIdAsync(HttpClient http, CancellationToken ct)
    {
        const string question = """{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]}""";
        using var content = new StringContent(
            question,
            new MediaTypeHeaderValue("application/json")
        );
        using var answer = await http.PostAsync((Uri?)null, content, ct);
        var body = await answer.Content.ReadAsByteArrayAsync(ct);
        using var json = JsonDocument.Parse(body);
        var hex = json.RootElement.GetProperty("result").GetString()!;
        return long.Parse(hex.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    // The chain makes the socket once it listens. Before, whoever answers on its port is somebody
    // else: perhaps the chain of another stack, with the same id.
    private async Task<bool> AnswersAsync(
        AnvilOptions options,
        string socket,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        using var http = new HttpClient { BaseAddress = Url, Timeout = AnswerTimeout };
        var began = clock.GetTimestamp();
        while (!Exited.IsCompleted && clock.GetElapsedTime(began) < options.StartTimeout)
        {
            if (!File.Exists(socket))
            {
                await Task.Delay(PollInterval, clock, ct);
                continue;
            }

            try
            {
                var chainId = await AskChainIdAsync(http, ct);
                return chainId == options.ChainId
                    ? true
                    : throw Problem($"The chain's id is {chainId}", "another was wanted", options);
            }
            catch (Exception e)
                when (e is HttpRequestException or TaskCanceledException
                    && !ct.IsCancellationRequested
                )
            {
                await Task.Delay(PollInterval, clock, ct);
            }
        }

        return false;
    }
}
