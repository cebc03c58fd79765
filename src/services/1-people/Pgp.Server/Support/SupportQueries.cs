using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Server.Support;

/// <summary>An order and where its money is.</summary>
/// <param name="PaymentState">The furthest of its payments; null if none was begun.</param>
internal sealed record OrderStanding(
    OrderId Order,
    string Title,
    Amount<Usd> Price,
    DateTimeOffset CreatedAt,
    string? PaymentState,
    DateTimeOffset? PaidAt,
    string? InviteState,
    string StatusToken
);

/// <summary>What support looks up; only ever the asking person's own orders.</summary>
internal static class SupportQueries
{
    private const string LatestSql = """
        select o.order_id, c.closed_title, o.price_usd, o.created_at, p.state, p.paid_at,
               (select i.state from invites i where i.payment_id = p.payment_id limit 1),
               o.status_token
          from orders o
          join channels c using (channel_id)
          left join lateral (
              select payments.payment_id, payments.state, payments.paid_at
                from payments
               where payments.order_id = o.order_id
               order by payments.state = 'paid' desc, payments.updated_at desc
               limit 1) p on true
         where o.user_id = $1
         order by o.created_at desc
         limit 5
        """;

    // Whatever of these the person has at hand: the provider's page shows its own number.
    private const string SearchSql = """
        select o.order_id, c.closed_title, o.price_usd, o.created_at, p.state, p.paid_at,
               (select i.state from invites i where i.payment_id = p.payment_id limit 1),
               o.status_token
          from orders o
          join channels c using (channel_id)
          left join payments p on p.order_id = o.order_id
         where o.user_id = $1
           and (o.order_id = $2 or p.payment_id = $2 or p.provider_payment_id = $3
                or o.invoice_id = $3)
         order by p.state = 'paid' desc nulls last, p.updated_at desc nulls last
         limit 1
        """;

    public static Task<IReadOnlyList<OrderStanding>> LatestAsync(
        Database database,
        TelegramUserId user,
        CancellationToken ct
    ) => database.RunAsync(LatestSql, sql => sql.With(user.Value).AllAsync(Read, ct), ct);

    /// <param name="id">An order's or payment's id, if the words hold one.</param>
    /// <param name="number">The provider's number, or the words themselves.</param>
    public static Task<OrderStanding?> SearchAsync(
        Database database,
        TelegramUserId user,
        Guid? id,
        string number,
        CancellationToken ct
    ) =>
        database.RunAsync(
            SearchSql,
            sql =>
                sql.With(user.Value)
                    .With(new OrderId(id ?? Guid.Empty))
                    .With(number)
                    .FirstAsync(Read, ct),
            ct
        );

    private static OrderStanding Read(Row row) =>
        new(
            row.Id<OrderKind>(0),
            row.Text(1),
            row.Usd(2),
            row.Time(3),
            row.TextOrNull(4),
            row.TimeOrNull(5),
            row.TextOrNull(6),
            row.Text(7)
        );
}
