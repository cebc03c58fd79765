using Pgp.Common.Database;
using Pgp.Contracts.Money;

namespace Pgp.NpIpn.Status;

/// <summary>What a buyer may know of the own order.</summary>
internal sealed record OrderView(
    OrderId OrderId,
    string Kind,
    Amount<Usd> Price,
    DateTimeOffset CreatedAt,
    string? PaymentState,
    string? Reason,
    string? InviteState
);

internal static class PaymentStatusQueries
{
    // An order can have several payments (another coin, a second try): what says most counts.
    private const string FindSql = """
        select orders.order_id, orders.kind, orders.price_usd, orders.created_at,
               payments.state, payments.reason, invites.state
          from orders
          left join payments on payments.order_id = orders.order_id
          left join invites on invites.payment_id = payments.payment_id
         where orders.status_token = $1
         order by array_position(array['paid', 'confirming', 'partially_paid', 'quarantined',
                                       'waiting', 'refunded', 'failed', 'expired'], payments.state),
                  payments.updated_at desc nulls last
         limit 1
        """;

    public static Task<OrderView?> FindAsync(
        Database database,
        string statusToken,
        CancellationToken ct
    ) =>
        database.RunAsync(
            FindSql,
            sql =>
                sql.With(statusToken)
                    .FirstAsync(
                        row => new OrderView(
                            row.Id<Contracts.Ids.OrderKind>(0),
                            row.Text(1),
                            row.Usd(2),
                            row.Time(3),
                            row.TextOrNull(4),
                            row.TextOrNull(5),
                            row.TextOrNull(6)
                        ),
                        ct
                    ),
            ct
        );
}
