using System.Reflection;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using Npgsql;

namespace Pgp.Common.Database;

/// <summary>
/// Applies the numbered scripts of <c>db/migrations</c>, forward only, one at a time.
/// </summary>
public static class Migrator
{
    private const long Lock = 7_042_000;
    private const string Folder = "migrations/";

    /// <summary>Brings the schema up to this build.</summary>
    /// <returns>The names of the scripts that were applied now.</returns>
    /// <exception cref="InvalidOperationException">A script failed; it was rolled back.</exception>
    public static async Task<IReadOnlyList<string>> MigrateAsync(
        string connectionString,
        CancellationToken ct
    )
    {
        // Held by a connection of its own: two starters take turns instead of colliding. It is
        // closed for good at the end, since a pooled one would go on holding the lock.
        var alone = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var guard = new NpgsqlConnection(alone.ConnectionString);
        await guard.OpenAsync(ct);
        await using var take = new NpgsqlCommand($"select pg_advisory_lock({Lock})", guard);
        take.CommandTimeout = 0; // The scripts of the one before may take their time.
        await take.ExecuteNonQueryAsync(ct);

        var result = DeployChanges
            .To.PostgresqlDatabase(connectionString)
            .WithScripts(Scripts())
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        return result.Successful
            ? [.. result.Scripts.Select(script => script.Name)]
            : throw new InvalidOperationException(
                $"migration {result.ErrorScript?.Name} failed: {result.Error.Message}",
                result.Error
            );
    }

    /// <summary>What this build expects and the database does not have yet.</summary>
    public static async Task<IReadOnlyList<string>> PendingAsync(
        NpgsqlDataSource source,
        CancellationToken ct
    )
    {
        await using var read = source.CreateCommand("select scriptname from schemaversions");
        var applied = new HashSet<string>(StringComparer.Ordinal);
        await using var rows = await read.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            applied.Add(rows.GetString(0));
        }

        return [.. Names().Where(name => !applied.Contains(name))];
    }

    private static IEnumerable<string> Names() =>
        Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..])
            .Order(StringComparer.Ordinal);

    private static IEnumerable<SqlScript> Scripts() =>
        Names().Select(name => new SqlScript(name, Read(name)));

    private static string Read(string name)
    {
        using var stream = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceStream(Folder + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
