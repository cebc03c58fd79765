using System.Net.Sockets;
using Npgsql;

namespace Pgp.Local;

/// <summary>One try to start the database server on one port.</summary>
internal sealed record Attempt(
    EmbeddedPostgresOptions Options,
    ServerAccount Account,
    ServerPlacement Place,
    int Port,
    string SocketFolder,
    bool SocketIsTemporary
)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    // The longest path of a Unix socket is 107 bytes on Linux and 103 on macOS; its name is 16.
    private const int MaxSocketFolderLength = 85;

    public static async Task<Attempt> PrepareAsync(
        EmbeddedPostgresOptions options,
        ServerAccount account,
        ServerPlacement place,
        int port,
        CancellationToken ct
    )
    {
        if (place.DataDirectory.Length <= MaxSocketFolderLength)
        {
            // Only the server's user can look into the cluster: a good place for the socket.
            return new(options, account, place, port, place.DataDirectory, false);
        }

        var folder = Directory.CreateTempSubdirectory("pgp-socket-").FullName;
        await account.OwnAsync(folder, ct);
        return new(options, account, place, port, folder, true);
    }

    /// <summary>The server once it answers; nothing when the port was taken meanwhile.</summary>
    public async Task<GuardedProcess?> RunAsync(
        string connectionString,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var log = LogTail.FromNow(Options.LogFile);
        var process = await GuardedProcess.StartAsync(Command(), "INT", Options.LogFile, ct);
        try
        {
            if (await AnswersAsync(process, connectionString, clock, ct))
            {
                return process;
            }
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }

        var stopped = process.Exited.IsCompleted;
        await process.DisposeAsync();
        var text = await log.ReadAsync(ct);
        return stopped && text.Contains("Address already in use", StringComparison.Ordinal)
            ? null
            : throw Failed(stopped, text);
    }

    private IReadOnlyList<string> Command()
    {
        List<string> command =
        [
            Path.Combine(Place.BinDirectory, "postgres"),
            "-D",
            Place.DataDirectory,
        ];
        foreach (var (name, value) in Options.AllSettings(Port, SocketFolder))
        {
            command.AddRange(["-c", $"{name}={value}"]);
        }

        return Account.Run(command);
    }

    private async Task<bool> AnswersAsync(
        GuardedProcess process,
        string connectionString,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var source = new NpgsqlSlimDataSourceBuilder(connectionString).Build();
        var began = clock.GetTimestamp();
        while (!process.Exited.IsCompleted && clock.GetElapsedTime(began) < Options.StartTimeout)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(ct);
                return true;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
            {
                throw WrongPassword();
            }
            catch (Exception e) when (e is NpgsqlException or SocketException)
            {
                // Not up yet: "connection refused" or "the database system is starting up".
                await Task.Delay(PollInterval, clock, ct);
            }
        }

        return false;
    }

    private LocalProblemException WrongPassword() =>
        new(
            new(
                $"The database cluster {Place.DataDirectory} has another password",
                "it was made with other secrets; .pgp/secrets.json may have been replaced",
                "restore .pgp/secrets.json, or remove the cluster to begin anew"
            )
        );

    private LocalProblemException Failed(bool stopped, string text) =>
        new(
            new(
                stopped
                    ? "PostgreSQL stopped while starting"
                    : $"PostgreSQL did not answer within {Options.StartTimeout.TotalSeconds} s",
                $"its log says:\n        {text}",
                $"cure what it says and start again; the whole log is {Options.LogFile}"
            )
        );
}
