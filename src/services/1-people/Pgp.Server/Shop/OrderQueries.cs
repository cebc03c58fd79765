using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Server.Shop;

/// <summary>All SQL on <c>orders</c>.</summary>
internal static class OrderQueries
{
    private const string InsertSql = """
        insert into orders (
            order_id, update_id, user_id, channel_id, kind, tier_no, days, price_usd,
            status_token, traceparent, created_at, coupon_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """;

    // Two deliveries of one update may both ask for an invoice; the buyer sees the first stored.
    private const string KeepInvoiceSql = """
        update orders
           set state       = 'invoiced',
               invoice_id  = $2,
               invoice_url = $3,
               invoiced_at = $4
         where order_id = $1
           and state    = 'created'
        """;

    private const string KeepMessageSql = """
        update orders
           set message_id = $2
         where order_id = $1
           and state in ('created', 'invoiced')
        """;

    private const string MessageSql = """
        select message_id from orders where order_id = $1 and message_id is not null
        """;

    private const string ByUpdateSql = """
        select o.order_id, o.user_id, c.closed_title, o.price_usd, o.days, o.status_token,
               o.invoice_url, o.created_at, o.kind
          from orders o
          join channels c using (channel_id)
         where o.update_id = $1
        """;

    private const string ByIdSql = """
        select o.order_id, o.user_id, c.closed_title, o.price_usd, o.days, o.status_token,
               o.invoice_url, o.created_at, o.kind
          from orders o
          join channels c using (channel_id)
         where o.order_id = $1
        """;

    public static Task InsertAsync(
        Unit unit,
        long updateId,
        Order order,
        Offer offer,
        string? traceParent,
        CancellationToken ct
    ) =>
        unit.Sql(InsertSql)
            .With(order.Id)
            .With(updateId)
            .With(order.User.Value)
            .With(offer.Channel.Id)
            .With(order.Kind)
            .With(offer.Tier?.No)
            .With(order.Days)
            .With(order.Price)
            .With(order.StatusToken)
            .With(traceParent)
            .With(order.CreatedAt)
            .With(offer.Coupon?.Id)
            .ExecuteAsync(ct);

    /// <returns><see langword="false"/> when the order has an invoice already.</returns>
    public static Task<bool> KeepInvoiceAsync(
        Database database,
        OrderId order,
        string invoiceId,
        Uri url,
        CancellationToken ct
    ) =>
        database.RunAsync(
            KeepInvoiceSql,
            sql =>
                sql.With(order)
                    .With(invoiceId)
                    .With(url.AbsoluteUri)
                    .With(database.Clock.GetUtcNow())
                    .HitsAsync(ct),
            ct
        );

    public static Task KeepMessageAsync(
        Database database,
        OrderId order,
        int messageId,
        CancellationToken ct
    ) =>
        database.RunAsync(
            KeepMessageSql,
            sql => sql.With(order).With(messageId).ExecuteAsync(ct),
            ct
        );

    /// <summary>The message that says where an order stands; null before there is one.</summary>
    public static Task<int?> MessageAsync(Database database, OrderId order, CancellationToken ct) =>
        database.RunAsync(
            MessageSql,
            sql => sql.With(order).ValueAsync(row => row.Number(0), ct),
            ct
        );

    public static Task<Order?> ByUpdateAsync(Unit unit, long updateId, CancellationToken ct) =>
        unit.Sql(ByUpdateSql).With(updateId).FirstAsync(Read, ct);

    public static Task<Order?> ByIdAsync(Database database, OrderId id, CancellationToken ct) =>
        database.RunAsync(ByIdSql, sql => sql.With(id).FirstAsync(Read, ct), ct);

    /// <summary>The first nine columns of every query on orders.</summary>
    public static Order Read(Row row) =>
        new(
            row.Id<OrderKind>(0),
            new TelegramUserId(row.Long(1)),
            row.Text(2),
            row.Usd(3),
            row.NumberOrNull(4),
            row.Text(5),
            row.TextOrNull(6) is { } url ? new Uri(url) : null,
            row.Time(7),
            row.Text(8)
        );
}
