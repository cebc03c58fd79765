using System.Runtime.InteropServices;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.MicroBatchProcessor;

/// <summary>A conversion as it stands, locked for this unit.</summary>
internal sealed record Conversion(
    ConversionId Id,
    bool IsPool,
    CoinAmount Amount,
    Amount<Usd> GrossValue,
    Amount<Usd> NetValue,
    string State,
    string? ExchangeId
)
{
    /// <summary>Nothing moves it any more.</summary>
    public bool IsOver => ConversionStates.Moves[State].Length == 0;
}

/// <summary>How often in a row a coin's conversions came to nothing, and when last.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Returns(int Count, DateTimeOffset? Last);

/// <summary>All SQL on conversions. Each update names the state it expects.</summary>
internal static class ConversionQueries
{
    private const string InsertSql = """
        insert into conversions (
            conversion_id, kind, coin, amount, gross_usd, net_usd, state, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, 'claimed', $7, $7)
        """;

    private const string FindSql = """
        select conversion_id, kind = 'pool', coin, amount, gross_usd, net_usd, state, exchange_id
          from conversions
         where conversion_id = $1
           for update
        """;

    private const string RequestOrderSql = """
        update conversions
           set state         = 'order_requested',
               quoted_amount = $2,
               updated_at    = $3
         where conversion_id = $1
           and state         = 'claimed'
        """;

    private const string ExecuteSql = """
        update conversions
           set state           = 'executing',
               exchange_id     = $2,
               deposit_address = $3,
               updated_at      = $4
         where conversion_id = $1
           and state         = 'order_requested'
        """;

    private const string HoldSql = """
        update conversions
           set state      = 'held',
               reason     = $2,
               updated_at = $3
         where conversion_id = $1
           and state         = 'executing'
        """;

    private const string ReturnSql = """
        update conversions
           set state      = 'returned',
               reason     = $3,
               updated_at = $4,
               ended_at   = $4
         where conversion_id = $1
           and state         = $2
        """;

    private const string CompleteSql = """
        update conversions
           set state       = 'completed',
               received    = $3,
               distributed = $4,
               paid_hash   = $5,
               updated_at  = $6,
               ended_at    = $6
         where conversion_id = $1
           and state         = $2
        """;

    // Those since the last one of the coin that was of use.
    private const string ReturnsSql = """
        select count(*)::int, max(ended_at)
          from conversions
         where coin = $1
           and state = 'returned'
           and ended_at > coalesce((
               select max(ended_at) from conversions
                where coin = $1 and state = 'completed'), '-infinity')
        """;

    public static Task InsertAsync(
        Unit unit,
        ConversionId id,
        bool isPool,
        CoinAmount amount,
        Amount<Usd> gross,
        Amount<Usd> net,
        CancellationToken ct
    ) =>
        unit.Sql(InsertSql)
            .With(id)
            .With(isPool ? "pool" : "single")
            .With(amount)
            .With(gross)
            .With(net)
            .With(unit.Now)
            .ExecuteAsync(ct);

    public static async Task<Conversion> GetAsync(
        Unit unit,
        ConversionId id,
        CancellationToken ct
    ) =>
        await unit.Sql(FindSql)
            .With(id)
            .FirstAsync(
                row => new Conversion(
                    row.Id<ConversionKind>(0),
                    row.Flag(1),
                    row.CoinAmount(2),
                    row.Usd(4),
                    row.Usd(5),
                    row.Text(6),
                    row.TextOrNull(7)
                ),
                ct
            )
        ?? throw new InvalidOperationException($"conversion {id} does not exist");

    public static Task<bool> RequestOrderAsync(
        Unit unit,
        ConversionId id,
        CoinAmount quoted,
        CancellationToken ct
    ) => unit.Sql(RequestOrderSql).With(id).With(quoted.Atomic).With(unit.Now).HitsAsync(ct);

    public static Task<bool> ExecuteAsync(
        Unit unit,
        ConversionId id,
        string exchangeId,
        string depositAddress,
        CancellationToken ct
    ) =>
        unit.Sql(ExecuteSql)
            .With(id)
            .With(exchangeId)
            .With(depositAddress)
            .With(unit.Now)
            .HitsAsync(ct);

    public static Task<bool> HoldAsync(
        Unit unit,
        ConversionId id,
        string reason,
        CancellationToken ct
    ) => unit.Sql(HoldSql).With(id).With(reason).With(unit.Now).HitsAsync(ct);

    public static Task<bool> ReturnAsync(
        Unit unit,
        Conversion conversion,
        string reason,
        CancellationToken ct
    ) =>
        unit.Sql(ReturnSql)
            .With(conversion.Id)
            .With(conversion.State)
            .With(reason)
            .With(unit.Now)
            .HitsAsync(ct);

    public static Task<bool> CompleteAsync(
        Unit unit,
        Conversion conversion,
        Amount<Usdt> received,
        Amount<Usdt> distributed,
        string? paidHash,
        CancellationToken ct
    ) =>
        unit.Sql(CompleteSql)
            .With(conversion.Id)
            .With(conversion.State)
            .With(received.Atomic)
            .With(distributed.Atomic)
            .With(paidHash)
            .With(unit.Now)
            .HitsAsync(ct);

    /// <summary>Conversions of this coin in a row that came to nothing.</summary>
    public static async Task<Returns> ReturnsAsync(
        Database database,
        Coin coin,
        CancellationToken ct
    ) =>
        (
            await database.RunAsync(
                ReturnsSql,
                sql =>
                    sql.With(coin)
                        .ValueAsync(row => new Returns(row.Number(0), row.TimeOrNull(1)), ct),
                ct
            )
        )!.Value;
}
