namespace Pgp.Local;

/// <summary>How to run a PostgreSQL server of our own.</summary>
/// <param name="BinDirectory">Folder with <c>postgres</c> and <c>initdb</c>, version 17 or
/// later.</param>
/// <param name="DataDirectory">The cluster; made when absent.</param>
/// <param name="LogFile">Takes the server's messages; added to, never cut.</param>
/// <param name="Password">Of the superuser <c>postgres</c>; set when the cluster is made.</param>
public sealed record EmbeddedPostgresOptions(
    string BinDirectory,
    string DataDirectory,
    string LogFile,
    string Password
)
{
    /// <summary>TCP port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Whether a commit survives a power cut. Without it the data survives a crash of the server
    /// process only, which is enough for tests.
    /// </summary>
    public bool Durable { get; init; } = true;

    /// <summary>
    /// Server settings that replace or join the defaults, by PostgreSQL's own names.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Longest wait for the first answer; recovery after a crash takes its time.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Where a free port comes from.</summary>
    public Func<int> DrawPort { get; init; } = FreePorts.Next;

    /// <summary>The settings to start with, as name and value.</summary>
    internal IReadOnlyDictionary<string, string> AllSettings(int port, string socketFolder)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["listen_addresses"] = "127.0.0.1",
            ["log_line_prefix"] = "%m [%p] %q%u@%d ",
            ["max_connections"] = "800",
            ["password_encryption"] = "scram-sha-256",
            ["shared_buffers"] = "128MB",
            ["timezone"] = "UTC",
            ["unix_socket_permissions"] = "0700",
        };
        if (!Durable)
        {
            all["fsync"] = "off";
            all["full_page_writes"] = "off";
            all["synchronous_commit"] = "off";
        }

        foreach (var (name, value) in Settings)
        {
            all[name] = value;
        }

        all["port"] = $"{port}";
        all["unix_socket_directories"] = socketFolder;
        return all;
    }
}
