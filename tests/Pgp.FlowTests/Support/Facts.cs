using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Pgp.FlowTests.Support;

/// <summary>Reads what the services recorded, past all of their code.</summary>
public sealed class Facts(NpgsqlDataSource source) : IAsyncDisposable
{
    /// <summary>Each row as the text of its columns, separated by commas; null is empty.</summary>
    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "the queries are constants of the tests"
    )]
    public async Task<IReadOnlyList<string>> RowsAsync(string sql, params object[] values)
    {
        var rows = new List<string>();
        await using var command = source.CreateCommand($"select found::text from ({sql}) as found");
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0)[1..^1].Replace("\"", "", StringComparison.Ordinal));
        }

        return rows;
    }

    /// <summary>The only row.</summary>
    public async Task<string> RowAsync(string sql, params object[] values)
    {
        var rows = await RowsAsync(sql, values);
        return Assert.Single(rows);
    }

    /// <summary>One value as it is stored.</summary>
    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "the queries are constants of the tests"
    )]
    public async Task<string> TextAsync(string sql, object key, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = key });
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Changes what the services recorded, as the owner of the tables.</summary>
    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "the statements are constants of the tests"
    )]
    public async Task ChangeAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
