using Npgsql;
using Pgp.Common.Database;

namespace Pgp.Host.Stack;

/// <summary>
/// Makes the database of a stack and the login that owns it. The login is no superuser: it may take
/// the services' roles and nothing more.
/// </summary>
public static class StackDatabase
{
    private const string Owner = "pgp_owner";

    /// <returns>Connection string of the owner, schema up to date.</returns>
    public static async Task<string> OpenAsync(
        string superuser,
        string database,
        string password,
        CancellationToken ct
    )
    {
        await using var source = NpgsqlDataSource.Create(superuser);
        var hasOwner = await ExistsAsync(source, "pg_roles where rolname", Owner, ct);
        var verb = hasOwner ? "alter" : "create";

        // Utility statements take no parameters; the password is 64 hex digits of our own.
        await RunAsync(
            source,
            $"{verb} role {Owner} login createrole password '{RequireHex(password)}'",
            ct
        );
        if (!await ExistsAsync(source, "pg_database where datname", database, ct))
        {
            await RunAsync(source, $"create database {database} owner {Owner}", ct);
        }

        var connection = new NpgsqlConnectionStringBuilder(superuser)
        {
            Database = database,
            Username = Owner,
            Password = password,
        }.ConnectionString;
        await Migrator.MigrateAsync(connection, ct);
        return connection;
    }

    private static async Task<bool> ExistsAsync(
        NpgsqlDataSource source,
        string where,
        string name,
        CancellationToken ct
    )
    {
        await using var command = source.CreateCommand($"select 1 from {where} = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = name });
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string RequireHex(string password) =>
        password.All(char.IsAsciiHexDigit)
            ? password
            : throw new ArgumentException("a password of hex digits", nameof(password));
}
