using System.Numerics;
using Npgsql;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Common.Database;

/// <summary>One row of an answer, read by column number into the types of the domain.</summary>
public readonly struct Row(NpgsqlDataReader reader)
{
    public string Text(int column) => reader.GetString(column);

    public string? TextOrNull(int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public string[] Texts(int column) => reader.GetFieldValue<string[]>(column);

    public int Number(int column) => reader.GetInt32(column);

    public int? NumberOrNull(int column) =>
        reader.IsDBNull(column) ? null : reader.GetInt32(column);

    public long Long(int column) => reader.GetInt64(column);

    public long? LongOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public bool Flag(int column) => reader.GetBoolean(column);

    public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);

    public byte[]? BytesOrNull(int column) => reader.IsDBNull(column) ? null : Bytes(column);

    public decimal Decimal(int column) => reader.GetDecimal(column);

    public DateTimeOffset Time(int column) => reader.GetFieldValue<DateTimeOffset>(column);

    public DateTimeOffset? TimeOrNull(int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    public Guid Uuid(int column) => reader.GetGuid(column);

    public Guid? UuidOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);

    public Id<TKind> Id<TKind>(int column)
        where TKind : IIdKind => new(reader.GetGuid(column));

    public Id<TKind>? IdOrNull<TKind>(int column)
        where TKind : IIdKind => reader.IsDBNull(column) ? null : Id<TKind>(column);

    public BigInteger Atomic(int column) => reader.GetFieldValue<BigInteger>(column);

    public BigInteger? AtomicOrNull(int column) => reader.IsDBNull(column) ? null : Atomic(column);

    /// <summary>A dollar column, <c>numeric(18,6)</c>.</summary>
    public Amount<Usd> Usd(int column) => new((BigInteger)(reader.GetDecimal(column) * 1_000_000m));

    public Amount<Usd>? UsdOrNull(int column) => reader.IsDBNull(column) ? null : Usd(column);

    /// <summary>A coin column and the amount column after it.</summary>
    public CoinAmount CoinAmount(int coinColumn) =>
        new(Coin.Parse(reader.GetString(coinColumn)), Atomic(coinColumn + 1));

    public CoinAmount? CoinAmountOrNull(int coinColumn) =>
        reader.IsDBNull(coinColumn + 1) ? null : CoinAmount(coinColumn);
}
