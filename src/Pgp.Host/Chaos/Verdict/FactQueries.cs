using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Host.Chaos.Verdict;

/// <summary>A payment as the services recorded it, and what came of it.</summary>
/// <param name="Person">Who ordered; null where no order was found.</param>
/// <param name="Invite">State of its invite; null where there is none.</param>
/// <param name="IsBooked">Whether the ledger has what arrived.</param>
internal sealed record RecordedPayment(
    string ProviderId,
    PaymentId Id,
    OrderId? Order,
    long? Person,
    bool IsSubscription,
    string State,
    string? Reason,
    string? Invite,
    bool IsBooked
)
{
    public bool IsSettled => State == "paid";
}

/// <summary>Things of one kind in one state.</summary>
internal sealed record Tally(string Kind, string State, int Count);

/// <summary>What happened, and what happened more often than it may.</summary>
internal static class FactQueries
{
    private const string PaymentsSql = """
        select payments.provider_payment_id, payments.payment_id, payments.order_id,
               orders.user_id, coalesce(orders.kind = 'subscription', false), payments.state,
               payments.reason, invites.state,
               exists (select from ledger_entries as entry
                         join ledger_postings as posting using (entry_id)
                        where entry.payment_id = payments.payment_id
                          and posting.account = 'wallet:host')
          from payments
          left join orders using (order_id)
          left join invites using (payment_id)
        """;

    private const string TallySql = """
        select 'payments', state || coalesce(' (' || reason || ')', ''), count(*)::int
          from payments group by 2
        union all
        select 'invites', state, count(*)::int from invites group by 2
        union all
        select 'credits', case when paid_at is not null then 'paid'
                               when batch_id is not null then 'in a batch'
                               when usdt_amount is not null then 'payable'
                               when conversion_id is not null then 'being changed'
                               else 'pooled' end, count(*)::int
          from credits group by 2
        union all
        select 'conversions', state, count(*)::int from conversions group by 2
        union all
        select 'batches', state, count(*)::int from payout_batches group by 2
        union all
        select 'payouts', coalesce(execution.state, payouts.state)
                   || coalesce(' (' || coalesce(execution.reason, payouts.reason) || ')', ''),
               count(*)::int
          from payouts left join payout_executions as execution using (payout_id) group by 2
        union all
        select 'transfers', state, count(*)::int from chain_transfers group by 2
        union all
        select 'notices', state, count(*)::int from notices group by 2
        union all
        select 'job runs', state, count(*)::int from job_runs group by 2
        union all
        select 'tasks', case when attempts > 1 then 'delivered again' else 'delivered once' end,
               count(*)::int
          from outbox group by 2
        order by 1, 2
        """;

    // One effect per cause. Keys of the schema forbid most of these; that they hold is the claim.
    private const string TwiceSql = """
        select 'order settled twice', order_id::text
          from payments where state = 'paid' group by order_id having count(*) > 1
        union all
        select 'payment extended twice', payment_id::text
          from subscription_events where days is not null group by payment_id
        having count(*) > 1
        union all
        select 'payment credited twice', payment_id::text
          from credits group by payment_id having count(*) > 1
        union all
        select 'payment paid out twice', payment_id::text
          from payouts where payment_id is not null group by payment_id having count(*) > 1
        union all
        select 'batch paid out twice', batch_id::text
          from payouts where batch_id is not null group by batch_id having count(*) > 1
        union all
        select 'two transfers mined for one payout', payout_id
          from chain_transactions where state in ('confirmed', 'reverted')
         group by payout_id having count(*) > 1
        union all
        select 'payment booked twice', payment_id::text
          from ledger_entries where kind = 'payment_settled' group by payment_id
        having count(*) > 1
        """;

    private const string MinedSql = """
        select count(*) from chain_transactions where state in ('confirmed', 'reverted')
        """;

    public static Task<IReadOnlyList<RecordedPayment>> PaymentsAsync(
        Database database,
        CancellationToken ct
    ) =>
        database.RunAsync(
            PaymentsSql,
            sql =>
                sql.AllAsync(
                    row => new RecordedPayment(
                        row.Text(0),
                        row.Id<PaymentKind>(1),
                        row.IdOrNull<OrderKind>(2),
                        row.LongOrNull(3),
                        row.Flag(4),
                        row.Text(5),
                        row.TextOrNull(6),
                        row.TextOrNull(7),
                        row.Flag(8)
                    ),
                    ct
                ),
            ct
        );

    public static Task<IReadOnlyList<Tally>> TallyAsync(Database database, CancellationToken ct) =>
        database.RunAsync(
            TallySql,
            sql => sql.AllAsync(row => new Tally(row.Text(0), row.Text(1), row.Number(2)), ct),
            ct
        );

    /// <summary>Effects that happened twice for one cause.</summary>
    public static Task<IReadOnlyList<string>> TwiceAsync(Database database, CancellationToken ct) =>
        database.RunAsync(
            TwiceSql,
            sql => sql.AllAsync(row => $"{row.Text(0)}: {row.Text(1)}", ct),
            ct
        );

    /// <summary>Transactions of the wallet that are in blocks, as far as recorded.</summary>
    public static async Task<long> MinedAsync(Database database, CancellationToken ct) =>
        (
            await database.RunAsync(MinedSql, sql => sql.ValueAsync(row => row.Long(0), ct), ct)
        )!.Value;
}
