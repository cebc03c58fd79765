using Pgp.Common.Database;

namespace Pgp.Server.Shop;

/// <summary>A gift that was paid.</summary>
/// <param name="RedeemedBy">Who opened it; null as long as nobody has.</param>
internal sealed record Gift(string Code, long? RedeemedBy);

/// <summary>Reads gifts; ORCHESTRATOR writes them.</summary>
internal static class GiftQueries
{
    private const string FindSql = """
        select code, redeemed_by
          from gifts
         where code = $1
        """;

    private const string OfOrderSql = """
        select code, redeemed_by
          from gifts
         where order_id = $1
        """;

    public static Task<Gift?> FindAsync(Database database, string code, CancellationToken ct) =>
        database.RunAsync(FindSql, sql => sql.With(code).FirstAsync(Read, ct), ct);

    public static Task<Gift?> OfOrderAsync(
        Database database,
        OrderId order,
        CancellationToken ct
    ) => database.RunAsync(OfOrderSql, sql => sql.With(order).FirstAsync(Read, ct), ct);

    private static Gift Read(Row row) => new(row.Text(0), row.LongOrNull(1));
}
