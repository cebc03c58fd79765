using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Server.Updates;

namespace Pgp.Server.Shop;

/// <summary>An order whose buyer is to hear something.</summary>
/// <param name="Again">The button that buys the same anew, at today's price.</param>
internal sealed record PlacedOrder(Order Order, ButtonData Again)
{
    /// <summary>Opens the gift that was bought; null for anything else.</summary>
    public Uri? GiftLink { get; init; }
}

/// <summary>That a buyer was told, or could not be.</summary>
internal sealed record BuyerNotice(string Key, OrderId OrderId, TelegramUserId User, string State)
{
    public const string Sent = "sent";
    public const string Unreachable = "unreachable";
}

/// <summary>All SQL on <c>buyer_notices</c>.</summary>
internal static class BuyerNoticeQueries
{
    private const string OrderSql = """
        select o.order_id, o.user_id, c.closed_title, o.price_usd, o.days, o.status_token,
               o.invoice_url, o.created_at, o.kind, c.link_code, o.tier_no::int
          from orders o
          join channels c using (channel_id)
         where o.order_id = $1
        """;

    private const string IsKnownSql = """
        select exists (select from buyer_notices where notice_key = $1)
        """;

    private const string InsertSql = """
        insert into buyer_notices (notice_key, order_id, user_id, state, created_at)
        values ($1, $2, $3, $4, $5)
        on conflict (notice_key) do nothing
        """;

    public static Task<PlacedOrder?> OrderAsync(
        Database database,
        OrderId order,
        CancellationToken ct
    ) => database.RunAsync(OrderSql, sql => sql.With(order).FirstAsync(Read, ct), ct);

    public static async Task<bool> IsKnownAsync(
        Database database,
        string key,
        CancellationToken ct
    ) =>
        await database.RunAsync(
            IsKnownSql,
            sql => sql.With(key).ValueAsync(row => row.Flag(0), ct),
            ct
        ) == true;

    public static Task<int> InsertAsync(Unit unit, BuyerNotice notice, CancellationToken ct) =>
        unit.Sql(InsertSql)
            .With(notice.Key)
            .With(notice.OrderId)
            .With(notice.User.Value)
            .With(notice.State)
            .With(unit.Now)
            .ExecuteAsync(ct);

    private static PlacedOrder Read(Row row)
    {
        var order = OrderQueries.Read(row);
        var code = row.Text(9);
        return new PlacedOrder(
            order,
            row.NumberOrNull(10) is { } tier
                ? new ButtonData.Tier(code, tier)
                : new ButtonData.Donation(code, order.Price)
        );
    }
}
