namespace Pgp.Local;

/// <summary>The files of a PostgreSQL cluster: making them and asking who serves them.</summary>
internal static class Cluster
{
    // A server whose host was killed is told to stop at once and needs a moment to do so.
    private static readonly TimeSpan StoppingTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Makes the cluster unless it is there, and hands it to the server's user.</summary>
    public static async Task MakeAsync(
        ServerPlacement place,
        ServerAccount account,
        EmbeddedPostgresOptions options,
        CancellationToken ct
    )
    {
        if (File.Exists(Path.Combine(place.DataDirectory, "PG_VERSION")))
        {
            await account.OwnAsync(place.DataDirectory, ct);
            return;
        }

        if (Directory.Exists(place.DataDirectory))
        {
            throw new LocalProblemException(
                new(
                    $"{place.DataDirectory} is no database cluster that this user can read",
                    "it was made by another user (root, perhaps), or something else is in it",
                    "start as the user who made it, or remove the folder to begin anew"
                )
            );
        }

        // Made beside and renamed: an interrupted initdb is never taken for a whole cluster.
        var draft = place.DataDirectory + ".new";
        var passwordFile = place.DataDirectory + ".password";
        if (Directory.Exists(draft))
        {
            Directory.Delete(draft, recursive: true);
        }

        Directory.CreateDirectory(draft);
        UnixFiles.WriteSecret(passwordFile, System.Text.Encoding.UTF8.GetBytes(options.Password));
        try
        {
            await account.OwnAsync(draft, ct);
            await account.OwnAsync(passwordFile, ct);
            await InitializeAsync(place.BinDirectory, draft, passwordFile, account, options, ct);
            Directory.Move(draft, place.DataDirectory);
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    /// <summary>Throws when another server still serves these files after a short wait.</summary>
    public static async Task WaitUntilUnservedAsync(
        string data,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var began = clock.GetTimestamp();
        while (RunningServer.Of(data) is { } server)
        {
            if (clock.GetElapsedTime(began) > StoppingTime)
            {
                throw new LocalProblemException(
                    new(
                        "PostgreSQL already serves the data of this stack",
                        $"process {server.Pid} listens on port {server.Port} for {data}",
                        $"use that stack, or stop it: kill -INT {server.Pid}"
                    )
                );
            }

            await Task.Delay(PollInterval, clock, ct);
        }
    }

    private static async Task InitializeAsync(
        string bin,
        string data,
        string passwordFile,
        ServerAccount account,
        EmbeddedPostgresOptions options,
        CancellationToken ct
    )
    {
        List<string> command =
        [
            Path.Combine(bin, "initdb"),
            $"--pgdata={data}",
            "--username=postgres",
            $"--pwfile={passwordFile}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            // The server's own collation: the same order of texts on every system.
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
        ];
        if (!options.Durable)
        {
            command.Add("--no-sync");
        }

        var result = await Commands.RunAsync(account.Run(command), ct);
        if (!result.Succeeded)
        {
            throw new LocalProblemException(
                new(
                    $"The database cluster {data} could not be made",
                    result.Output,
                    "cure what initdb says and start again"
                )
            );
        }
    }
}
