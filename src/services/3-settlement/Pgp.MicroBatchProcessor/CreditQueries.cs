using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.MicroBatchProcessor;

/// <summary>A credit whose coin is to be changed.</summary>
internal sealed record Credit(
    CreditId Id,
    ChannelId ChannelId,
    CoinAmount Gross,
    CoinAmount Fee,
    CoinAmount Net,
    Amount<Usd> GrossValue,
    Amount<Usd> NetValue
);

/// <summary>Credits that would be changed together.</summary>
/// <param name="Worth">What owners get of them, in dollars at settlement.</param>
/// <param name="Credits">How many there are.</param>
internal readonly record struct Pool(Amount<Usd> Worth, int Credits)
{
    public static Pool Of(IReadOnlyList<Credit> credits) =>
        new(
            credits.Aggregate(Amount<Usd>.Zero, (sum, credit) => sum + credit.NetValue),
            credits.Count
        );

    /// <summary>
    /// Whether it is time. A full pool goes at once, however little it is worth: no more fit in.
    /// </summary>
    public bool IsDue(Amount<Usd> threshold) =>
        Credits > 0 && (Worth >= threshold || Credits >= CreditQueries.ClaimedMax);
}

/// <summary>
/// All SQL on credits; the columns of the conversion are this service's to write.
/// </summary>
internal static class CreditQueries
{
    /// <summary>
    /// More than this in one conversion waits for the next one: its transaction stays short.
    /// </summary>
    public const int ClaimedMax = 5_000;

    // What one conversion would claim; how much waits behind it decides nothing.
    internal const string PendingSql = """
        select coalesce(sum(net_usd), 0), count(*)::int
          from (select net_usd
                  from credits
                 where coin = $1
                   and conversion_id is null
                   and usdt_amount is null
                 order by credit_id
                 limit $2) as pool
        """;

    // Exactly these rows: whoever comes in between waits for the next conversion.
    private const string LockPoolSql = """
        select credit_id, channel_id, coin, gross_amount, fee_amount, net_amount, gross_usd, net_usd
          from credits
         where coin = $1
           and conversion_id is null
           and usdt_amount is null
         order by credit_id
         limit $2
           for update skip locked
        """;

    private const string LockOneSql = """
        select credit_id, channel_id, coin, gross_amount, fee_amount, net_amount, gross_usd, net_usd
          from credits
         where credit_id = $1
           and conversion_id is null
           and usdt_amount is null
           for update skip locked
        """;

    private const string LockClaimedSql = """
        select credit_id, channel_id, coin, gross_amount, fee_amount, net_amount, gross_usd, net_usd
          from credits
         where conversion_id = $1
           and usdt_amount is null
         order by credit_id
           for update
        """;

    private const string ClaimSql = """
        update credits
           set conversion_id = $1
         where credit_id = any ($2)
           and conversion_id is null
           and usdt_amount is null
        """;

    private const string ReturnSql = """
        update credits
           set conversion_id = null
         where conversion_id = $1
           and usdt_amount is null
        """;

    private const string DistributeSql = """
        update credits
           set usdt_amount  = share.amount,
               converted_at = $4
          from unnest($2, $3) as share (credit_id, amount)
         where credits.credit_id     = share.credit_id
           and credits.conversion_id = $1
           and credits.usdt_amount is null
        """;

    /// <summary>What waits to be changed in this coin, as far as one conversion goes.</summary>
    public static async Task<Pool> PendingAsync(
        Database database,
        Coin coin,
        CancellationToken ct
    ) =>
        (
            await database.RunAsync(
                PendingSql,
                sql =>
                    sql.With(coin)
                        .With(ClaimedMax)
                        .ValueAsync(row => new Pool(row.Usd(0), row.Number(1)), ct),
                ct
            )
        )!.Value;

    public static Task<IReadOnlyList<Credit>> LockPoolAsync(
        Unit unit,
        Coin coin,
        CancellationToken ct
    ) => unit.Sql(LockPoolSql).With(coin).With(ClaimedMax).AllAsync(Read, ct);

    public static Task<IReadOnlyList<Credit>> LockOneAsync(
        Unit unit,
        CreditId credit,
        CancellationToken ct
    ) => unit.Sql(LockOneSql).With(credit).AllAsync(Read, ct);

    /// <summary>The credits of a conversion, in the order of its distribution.</summary>
    public static Task<IReadOnlyList<Credit>> LockClaimedAsync(
        Unit unit,
        ConversionId conversion,
        CancellationToken ct
    ) => unit.Sql(LockClaimedSql).With(conversion).AllAsync(Read, ct);

    public static async Task ClaimAsync(
        Unit unit,
        ConversionId conversion,
        IReadOnlyList<Credit> credits,
        CancellationToken ct
    ) =>
        MustBeAll(
            credits,
            await unit.Sql(ClaimSql).With(conversion).With(Ids(credits)).ExecuteAsync(ct)
        );

    public static async Task ReturnAsync(
        Unit unit,
        ConversionId conversion,
        IReadOnlyList<Credit> credits,
        CancellationToken ct
    ) => MustBeAll(credits, await unit.Sql(ReturnSql).With(conversion).ExecuteAsync(ct));

    public static async Task DistributeAsync(
        Unit unit,
        ConversionId conversion,
        IReadOnlyList<Credit> credits,
        IReadOnlyList<Amount<Usdt>> shares,
        CancellationToken ct
    ) =>
        MustBeAll(
            credits,
            await unit.Sql(DistributeSql)
                .With(conversion)
                .With(Ids(credits))
                .With([.. shares.Select(share => share.Atomic)])
                .With(unit.Now)
                .ExecuteAsync(ct)
        );

    private static Guid[] Ids(IReadOnlyList<Credit> credits) =>
        [.. credits.Select(credit => credit.Id.Value)];

    // They are locked: another number would mean that what is summed is not what is marked.
    private static void MustBeAll(IReadOnlyList<Credit> credits, int touched)
    {
        if (touched != credits.Count)
        {
            throw new InvalidOperationException($"{touched} of {credits.Count} credits touched");
        }
    }

    private static Credit Read(Row row)
    {
        var gross = row.CoinAmount(2);
        return new Credit(
            row.Id<CreditKind>(0),
            row.Id<ChannelKind>(1),
            gross,
            gross with
            {
                Atomic = row.Atomic(4),
            },
            gross with
            {
                Atomic = row.Atomic(5),
            },
            row.Usd(6),
            row.Usd(7)
        );
    }
}
