using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Orchestrator;

internal static class OrderQueries
{
    // Wallet, coin and strategy are read from the channel now, never taken from a message.
    private const string FindSql = """
        select orders.order_id, orders.user_id, orders.channel_id, orders.kind,
               coalesce(orders.days, 0), orders.price_usd, channels.tolerance_bps,
               channels.payout_strategy, channels.payout_coin, channels.payout_address,
               channels.payout_extra_id, orders.created_at, orders.tier_no::integer
          from orders
          join channels using (channel_id)
         where orders.order_id = $1
        """;

    public static Task<OrderTerms?> FindAsync(
        Database database,
        OrderId order,
        CancellationToken ct
    ) => database.RunAsync(FindSql, sql => sql.With(order).FirstAsync(Read, ct), ct);

    public static Task<OrderTerms?> FindAsync(Unit unit, OrderId order, CancellationToken ct) =>
        unit.Sql(FindSql).With(order).FirstAsync(Read, ct);

    private static OrderTerms Read(Row row) =>
        new(
            row.Id<OrderKind>(0),
            row.Long(1),
            row.Id<ChannelKind>(2),
            row.Text(3),
            row.Number(4),
            row.Usd(5),
            new BasisPoints(row.Number(6)),
            row.Text(7),
            Coin.Parse(row.Text(8)),
            row.Text(9),
            row.TextOrNull(10),
            row.Time(11)
        )
        {
            TierNo = row.NumberOrNull(12),
        };
}
