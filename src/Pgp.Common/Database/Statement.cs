using System.Numerics;
using Npgsql;
using NpgsqlTypes;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Common.Database;

/// <summary>
/// One constant SQL text with its parameters in order ($1 …). Every parameter states its database
/// type: the driver must not guess where money is concerned.
/// </summary>
public sealed class Statement(NpgsqlCommand command, FaultPoints faults)
{
    public Statement With(string? value) => Add(NpgsqlDbType.Text, value);

    public Statement With(int? value) => Add(NpgsqlDbType.Integer, value);

    public Statement With(long? value) => Add(NpgsqlDbType.Bigint, value);

    public Statement With(bool value) => Add(NpgsqlDbType.Boolean, value);

    public Statement With(Guid? value) => Add(NpgsqlDbType.Uuid, value);

    public Statement With(byte[]? value) => Add(NpgsqlDbType.Bytea, value);

    public Statement With(DateTimeOffset? value) =>
        Add(NpgsqlDbType.TimestampTz, value?.ToUniversalTime());

    public Statement With(DateOnly value) => Add(NpgsqlDbType.Date, value);

    public Statement With(TimeSpan value) => Add(NpgsqlDbType.Interval, value);

    public Statement With(BigInteger? value) => Add(NpgsqlDbType.Numeric, value);

    public Statement With(string[] values) => Add(NpgsqlDbType.Array | NpgsqlDbType.Text, values);

    public Statement With(int[] values) => Add(NpgsqlDbType.Array | NpgsqlDbType.Integer, values);

    public Statement With(Guid[] values) => Add(NpgsqlDbType.Array | NpgsqlDbType.Uuid, values);

    public Statement With(BigInteger[] values) =>
        Add(NpgsqlDbType.Array | NpgsqlDbType.Numeric, values);

    /// <summary>A column of values for <c>unnest</c>: one parameter, many rows.</summary>
    public Statement WithArray<T>(NpgsqlDbType element, T[] values) =>
        Add(NpgsqlDbType.Array | element, values);

    public Statement With<TKind>(Id<TKind>? value)
        where TKind : IIdKind => Add(NpgsqlDbType.Uuid, value?.Value);

    public Statement With<TKind>(Id<TKind> value)
        where TKind : IIdKind => Add(NpgsqlDbType.Uuid, value.Value);

    public Statement With(PayoutId value) => With(value.Value);

    public Statement With(Coin? value) => With(value?.ToString());

    /// <summary>Two parameters: the coin, then the atomic units.</summary>
    public Statement With(CoinAmount? value) => With(value?.Coin).With(value?.Atomic);

    /// <summary>Dollars as the decimal of a <c>numeric(18,6)</c> column.</summary>
    public Statement With(Amount<Usd>? value) =>
        Add(
            NpgsqlDbType.Numeric,
            value is { } amount ? (decimal)amount.Atomic / 1_000_000m : (decimal?)null
        );

    /// <summary>Runs it.</summary>
    /// <returns>How many rows were touched.</returns>
    public async Task<int> ExecuteAsync(CancellationToken ct)
    {
        await using var owned = command;
        faults.Reach("before statement", command.CommandText);
        var rows = await command.ExecuteNonQueryAsync(ct);
        faults.Reach("after statement", command.CommandText);
        return rows;
    }

    /// <summary>
    /// Runs it and says whether exactly one row was touched: a compare-and-set that hit.
    /// </summary>
    public async Task<bool> HitsAsync(CancellationToken ct) => await ExecuteAsync(ct) == 1;

    /// <summary>The first row, or <see langword="null"/> when there is none.</summary>
    public async Task<T?> FirstAsync<T>(Func<Row, T> read, CancellationToken ct)
        where T : class
    {
        var rows = await AllAsync(read, ct);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>As <see cref="FirstAsync{T}"/> for values.</summary>
    public async Task<T?> ValueAsync<T>(Func<Row, T> read, CancellationToken ct)
        where T : struct
    {
        var rows = await AllAsync(read, ct);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Every row; queries that could grow carry a limit in their text.</summary>
    public async Task<IReadOnlyList<T>> AllAsync<T>(Func<Row, T> read, CancellationToken ct)
    {
        await using var owned = command;
        faults.Reach("before statement", command.CommandText);
        var rows = new List<T>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                rows.Add(read(new Row(reader)));
            }
        }

        faults.Reach("after statement", command.CommandText);
        return rows;
    }

    private Statement Add(NpgsqlDbType type, object? value)
    {
        command.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value }
        );
        return this;
    }
}
