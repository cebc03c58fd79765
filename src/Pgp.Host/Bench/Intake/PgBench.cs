using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.NpIpn.Intake;

namespace Pgp.Host.Bench.Intake;

/// <summary>
/// PostgreSQL's own load generator running the intake's statement with one message per call and one
/// commit per call: what the database gives to a writer that does not group.
/// </summary>
internal sealed partial class PgBench(string program, NpgsqlConnectionStringBuilder login)
{
    private const string DebianFolder = "/usr/lib/postgresql";

    /// <summary>From the PATH, or the newest that Debian's packages put aside.</summary>
    public static string? Find()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        var debian = Directory.Exists(DebianFolder)
            ? Directory.GetDirectories(DebianFolder).OrderDescending(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        return path.Split(Path.PathSeparator)
            .Concat(debian.Select(version => Path.Combine(version, "bin")))
            .Select(folder => Path.Combine(folder, "pgbench"))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>
    /// One run with as many clients, over the same kind of connection as the service.
    /// </summary>
    public async Task<Run> RunAsync(int clients, TimeSpan time, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("pgp-pgbench-").FullName;
        try
        {
            var script = Path.Combine(folder, "store.sql");
            await File.WriteAllTextAsync(script, Script(), ct);
            var output = await ExecuteAsync(Command(folder, script, clients, time), ct);
            return await ReadAsync(folder, output, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The variables of each client are its own: number and client make a message unique. What is
    // made up here costs the server a few microseconds; the body travels like the real one.
    internal static string Script()
    {
        var task = PaymentReported.Definition;
        var hash = "sha256(:n::text::bytea)";
        string[] values =
        [
            "array[uuidv7()]",
            "array[:n::text]",
            "array[convert_to(:head || :n || :tail, 'UTF8')]",
            $"array[{hash}]",
            "array['ArraysAsObjects'::text]",
            $"array[('{SignedNotices.OrderPrefix}' || :n)::uuid]",
            "array[uuidv7()]",
            $$"""array['{"payment":"' || :n || '","report":"' || encode({{hash}}, 'hex') || '"}']""",
            $"array['{task.Name}:' || encode({hash}, 'hex')]",
            "array['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'::text]",
            "now()",
            $"'{task.Name}'",
            $"'{task.Queue.Name}'",
            $"'{task.Target}'",
            $"'{task.Path}'",
        ];
        var store = Parameter()
            .Replace(
                IpnQueries.StoreSql,
                match =>
                    values[
                        int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) - 1
                    ]
            );
        return $"""
            \set i :i + 1
            \set n 5000000000 + :client_id * 10000000 + :i
            {store};
            """;
    }

    private ProcessStartInfo Command(string folder, string script, int clients, TimeSpan time)
    {
        var (head, tail) = SignedNotices.Parts;
        var threads = Math.Min(clients, Environment.ProcessorCount);
        string[] arguments =
        [
            "--no-vacuum",
            "--protocol=prepared",
            $"--client={clients}",
            $"--jobs={threads}",
            $"--time={(int)time.TotalSeconds}",
            $"--file={script}",
            "--define=i=0",
            $"--define=head={head}",
            $"--define=tail={tail}",
            "--log",
            $"--log-prefix={Path.Combine(folder, "times")}",
            $"--host={login.Host}",
            $"--port={login.Port}",
            $"--username={login.Username}",
            login.Database!,
        ];
        return new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PGPASSWORD"] = login.Password,
                ["PGOPTIONS"] = $"-c role={ServiceName.NpIpn.DatabaseRole}",
            },
        };
    }

    private static async Task<string> ExecuteAsync(ProcessStartInfo start, CancellationToken ct)
    {
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException($"pgbench failed: {await errors}");
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static async Task<Run> ReadAsync(string folder, string output, CancellationToken ct)
    {
        var samples = new List<TimeSpan>();
        foreach (var file in Directory.EnumerateFiles(folder, "times.*"))
        {
            await foreach (var line in File.ReadLinesAsync(file, ct))
            {
                // client, transaction, microseconds, ...
                var time = long.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
                samples.Add(TimeSpan.FromMicroseconds(time));
            }
        }

        var rate = Rate().Match(output);
        var perSecond = rate.Success
            ? decimal.Parse(rate.Groups["rate"].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench measured nothing: {output}");
        return new Run(samples.Count, decimal.Round(perSecond), Latencies.Of(samples));
    }

    [GeneratedRegex(@"\$(?<number>\d+)", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"tps = (?<rate>[0-9.]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Rate();
}
