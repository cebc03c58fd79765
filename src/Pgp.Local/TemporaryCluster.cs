using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Pgp.Local;

/// <summary>
/// A database server with an empty cluster in a temporary folder, for tests, the demo and
/// benchmarks. Disposing removes both; what a killed process left behind is removed by the next.
/// </summary>
public sealed class TemporaryCluster : IAsyncDisposable
{
    private const string Prefix = "pgp-cluster-";

    private readonly string folder;

    private TemporaryCluster(string folder, EmbeddedPostgres postgres)
    {
        this.folder = folder;
        Postgres = postgres;
    }

    /// <summary>The running server.</summary>
    public EmbeddedPostgres Postgres { get; }

    /// <summary>
    /// Starts a server that may lose data in a power cut, with a random password.
    /// </summary>
    public static Task<TemporaryCluster> StartAsync(
        LocalFolders folders,
        TimeProvider clock,
        CancellationToken ct
    ) => StartAsync(folders, static options => options with { Durable = false }, clock, ct);

    /// <summary>Starts a server with options changed to taste.</summary>
    public static async Task<TemporaryCluster> StartAsync(
        LocalFolders folders,
        Func<EmbeddedPostgresOptions, EmbeddedPostgresOptions> change,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var bin = Prerequisites.Postgres(folders).PathOrThrow();
        RemoveLeftOvers();
        var home = Directory.CreateTempSubdirectory($"{Prefix}{Environment.ProcessId}-").FullName;
        UnixFiles.LetOthersPass(home); // The server may run as another user.
        var options = new EmbeddedPostgresOptions(
            bin,
            Path.Combine(home, "data"),
            Path.Combine(home, "postgres.log"),
            RandomNumberGenerator.GetHexString(64, lowercase: true)
        );
        try
        {
            return new(home, await EmbeddedPostgres.StartAsync(change(options), clock, ct));
        }
        catch
        {
            Directory.Delete(home, recursive: true);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Postgres.StopAsync();
        if (Directory.Exists(Postgres.DataDirectory))
        {
            // Elsewhere than asked for when the temporary folder is private.
            Directory.Delete(Postgres.DataDirectory, recursive: true);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static void RemoveLeftOvers()
    {
        foreach (var old in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            var owner = Path.GetFileName(old)[Prefix.Length..].Split('-')[0];
            if (
                int.TryParse(owner, CultureInfo.InvariantCulture, out var pid)
                && !IsAlive(pid)
                && RunningServer.Of(Path.Combine(old, "data")) is null
            )
            {
                Remove(old);
            }
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's, or another process removes it just now: not ours to insist.
        }
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
