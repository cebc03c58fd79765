using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Orchestrator;

/// <summary>An order that is due for a look into the provider's books.</summary>
internal sealed record DuePoll(
    OrderId OrderId,
    string InvoiceId,
    int Looks,
    bool IsPaid,
    DateTimeOffset CreatedAt,
    string? TraceParent
);

/// <summary>All SQL of the poller.</summary>
internal static class PollQueries
{
    private const string AdoptSql = """
        insert into payment_polls (order_id, next_at)
        select order_id, $1
          from orders
         where state = 'invoiced'
           and created_at > $2
           and not exists (
               select from payment_polls where payment_polls.order_id = orders.order_id)
         order by created_at
         limit 500
        on conflict (order_id) do nothing
        """;

    // Taking a due order pushes it into the future: two pollers never ask for the same one.
    private const string TakeSql = """
        with due as (
            select order_id
              from payment_polls
             where closed_at is null
               and next_at <= $1
             order by next_at
             limit 20
               for update skip locked
        )
        update payment_polls
           set looks   = looks + 1,
               next_at = $1 + least(interval '6 hours', $2 * (2 ^ least(looks, 9)))
          from due, orders
         where payment_polls.order_id = due.order_id
           and orders.order_id = due.order_id
        returning orders.order_id, orders.invoice_id, payment_polls.looks,
                  exists (select from payments
                           where payments.order_id = orders.order_id and state = 'paid'),
                  orders.created_at, orders.traceparent
        """;

    private const string KnownPaymentsSql = """
        select provider_payment_id, provider_status
          from payments
         where order_id = $1
        """;

    private const string PutBackSql = """
        update payment_polls
           set looks   = looks - 1,
               next_at = $2
         where order_id = $1
           and closed_at is null
           and looks > 0
        """;

    private const string PartsSql = """
        select provider_payment_id
          from payments
         where order_id = $1
           and state = 'partially_paid'
        """;

    private const string CloseSql = """
        update payment_polls set closed_at = $2 where order_id = $1 and closed_at is null
        """;

    public static Task AdoptAsync(
        Database database,
        DateTimeOffset firstLook,
        DateTimeOffset since,
        CancellationToken ct
    ) => database.RunAsync(AdoptSql, sql => sql.With(firstLook).With(since).ExecuteAsync(ct), ct);

    /// <param name="pause">Before the second look; each later one waits twice as long.</param>
    public static Task<IReadOnlyList<DuePoll>> TakeAsync(
        Database database,
        TimeSpan pause,
        CancellationToken ct
    ) =>
        database.RunAsync(
            TakeSql,
            sql =>
                sql.With(database.Clock.GetUtcNow())
                    .With(pause)
                    .AllAsync(
                        row => new DuePoll(
                            row.Id<OrderKind>(0),
                            row.Text(1),
                            row.Number(2),
                            row.Flag(3),
                            row.Time(4),
                            row.TextOrNull(5)
                        ),
                        ct
                    ),
            ct
        );

    public static Task<IReadOnlyList<(string Id, string Status)>> KnownPaymentsAsync(
        Database database,
        OrderId order,
        CancellationToken ct
    ) =>
        database.RunAsync(
            KnownPaymentsSql,
            sql => sql.With(order).AllAsync(row => (row.Text(0), row.Text(1)), ct),
            ct
        );

    /// <summary>Payments of which a part came.</summary>
    public static Task<IReadOnlyList<string>> PartsAsync(
        Unit unit,
        OrderId order,
        CancellationToken ct
    ) => unit.Sql(PartsSql).With(order).AllAsync(row => row.Text(0), ct);

    public static Task CloseAsync(Unit unit, OrderId order, CancellationToken ct) =>
        unit.Sql(CloseSql).With(order).With(unit.Now).ExecuteAsync(ct);

    /// <summary>Takes back a look that came to nothing.</summary>
    public static Task PutBackAsync(
        Database database,
        OrderId order,
        TimeSpan after,
        CancellationToken ct
    ) =>
        database.RunAsync(
            PutBackSql,
            sql => sql.With(order).With(database.Clock.GetUtcNow() + after).ExecuteAsync(ct),
            ct
        );
}
