namespace Pgp.Local;

/// <summary>How to run a local Ethereum chain.</summary>
/// <param name="Program">Path of the native program, see <see cref="Prerequisites.Anvil"/>.</param>
/// <param name="LogFile">Takes its messages; added to, never cut.</param>
public sealed record AnvilOptions(string Program, string LogFile)
{
    /// <summary>Port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Chain id; 31337 is the one that tools take for a development chain.</summary>
    public long ChainId { get; init; } = 31337;

    /// <summary>
    /// Time between blocks, whole seconds; without it every transaction is mined at once.
    /// </summary>
    public TimeSpan? BlockTime { get; init; }

    /// <summary>
    /// Keeps the chain over restarts; without it the chain is forgotten at the end.
    /// </summary>
    public string? StateFile { get; init; }

    /// <summary>
    /// Time between two writes of the state file, whole seconds; it is also written at the end.
    /// </summary>
    public TimeSpan StateInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// BIP-39 words of the rich accounts; without them the well-known test words.
    /// </summary>
    public string? Mnemonic { get; init; }

    /// <summary>Longest wait for the first answer.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where a free port comes from.</summary>
    public Func<int> DrawPort { get; init; } = FreePorts.Next;

    /// <summary>The command line.</summary>
    /// <param name="port">Where it listens.</param>
    /// <param name="socket">Made by the chain once it listens there.</param>
    internal IReadOnlyList<string> Command(int port, string socket)
    {
        List<string> command =
        [
            Program,
            "--silent", // It would print its private keys.
            "--host",
            "127.0.0.1",
            "--port",
            $"{port}",
            "--chain-id",
            $"{ChainId}",
            "--ipc",
            socket,
        ];
        if (BlockTime is { } time)
        {
            // Mixed mining would mine transactions at once; plain interval mining is like mainnet.
            command.AddRange(["--block-time", Seconds(time)]);
        }

        if (StateFile is { } file)
        {
            command.AddRange(["--state", file, "--state-interval", Seconds(StateInterval)]);
        }

        if (Mnemonic is { } words)
        {
            command.AddRange(["--mnemonic", words]);
        }

        return command;
    }

    private static string Seconds(TimeSpan time) => $"{time.Ticks / TimeSpan.TicksPerSecond}";
}
