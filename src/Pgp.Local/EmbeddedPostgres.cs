using Npgsql;

namespace Pgp.Local;

/// <summary>
/// A PostgreSQL server of our own. It ends with this process, also when that is killed, and
/// never before it is told to: a Ctrl-C in the terminal does not reach it. Root runs it as an
/// unprivileged user, from a copy in <c>/var/tmp</c> when that user cannot reach the files.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly GuardedProcess process;
    private readonly string? temporarySocketFolder;
    private readonly string socketFolder;
    private readonly EmbeddedPostgresOptions started;

    private EmbeddedPostgres(GuardedProcess process, Attempt attempt)
    {
        this.process = process;
        started = attempt.Options;
        socketFolder = attempt.SocketFolder;
        temporarySocketFolder = attempt.SocketIsTemporary ? attempt.SocketFolder : null;
        Port = attempt.Port;
        DataDirectory = attempt.Place.DataDirectory;
    }

    /// <summary>TCP port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Where the cluster really is.</summary>
    public string DataDirectory { get; }

    /// <summary>Process id of the server, for those who want to see it crash.</summary>
    public int ProcessId => process.Pid;

    /// <summary>Ends with the server's exit code, whether it was told to stop or not.</summary>
    public Task<int> Exited => process.Exited;

    /// <summary>The superuser in the database <c>postgres</c>, by Unix socket.</summary>
    public string ConnectionString => ConnectionStringFor("postgres");

    /// <summary>The superuser in one database, by Unix socket.</summary>
    public string ConnectionStringFor(string database) =>
        Describe(started, socketFolder, Port, database);

    /// <summary>The superuser in one database, by TCP: for programs of other users.</summary>
    public string LoopbackConnectionStringFor(string database) =>
        Describe(started, "127.0.0.1", Port, database);

    /// <summary>
    /// Makes the cluster when it is absent, starts the server and waits until it answers.
    /// Throws <see cref="LocalProblemException"/> when this machine does not let it.
    /// </summary>
    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions wanted,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        // The server changes its working folder, so relative paths would mean something else.
        var options = wanted with
        {
            BinDirectory = Path.GetFullPath(wanted.BinDirectory),
            DataDirectory = Path.GetFullPath(wanted.DataDirectory),
            LogFile = Path.GetFullPath(wanted.LogFile),
        };
        var account = ServerAccount.Current();
        var place = await ServerPlacement.ChooseAsync(options, account, ct);
        await Cluster.WaitUntilUnservedAsync(place.DataDirectory, clock, ct);
        await Cluster.MakeAsync(place, account, options, ct);
        return await FreePorts.ListenAsync(
            options.Port,
            options.DrawPort,
            "the database server",
            port => TryAsync(options, account, place, port, clock, ct)
        );
    }

    /// <summary>Ends open sessions, writes a checkpoint and waits for the server's end.</summary>
    public async Task StopAsync()
    {
        await process.DisposeAsync();
        if (temporarySocketFolder is not null && Directory.Exists(temporarySocketFolder))
        {
            Directory.Delete(temporarySocketFolder, recursive: true);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();

    private static async Task<EmbeddedPostgres?> TryAsync(
        EmbeddedPostgresOptions options,
        ServerAccount account,
        ServerPlacement place,
        int port,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var attempt = await Attempt.PrepareAsync(options, account, place, port, ct);
        var login = Describe(options, attempt.SocketFolder, port, "postgres");
        return await attempt.RunAsync(login, clock, ct) is { } process
            ? new(process, attempt)
            : null;
    }

    private static string Describe(
        EmbeddedPostgresOptions options,
        string host,
        int port,
        string database
    ) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = host,
            Port = port,
            Username = "postgres",
            Password = options.Password,
            Database = database,
        }.ConnectionString;
}
