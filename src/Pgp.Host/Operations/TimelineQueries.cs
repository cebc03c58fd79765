using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Host.Operations;

/// <summary>
/// What the tables know about one matter. Each text gives time, part, what, detail, coin and
/// amount.
/// </summary>
internal static class TimelineQueries
{
    private const string OrderSql = """
        select created_at, 'server', 'order placed',
               kind || ' for ' || price_usd || ' usd, buyer ' || user_id, null::text, null::numeric
          from orders
         where order_id = $1
         union all
        select invoiced_at, 'server', 'invoice made', invoice_id, null, null
          from orders
         where order_id = $1 and invoiced_at is not null
        """;

    private const string PaymentSql = """
        select created_at, 'orchestrator', 'payment seen',
               provider || ' ' || provider_payment_id, pay_coin, pay_amount
          from payments
         where payment_id = $1
         union all
        select paid_at, 'orchestrator', 'payment settled',
               'fee ' || fee_amount || ', net ' || net_amount || ' atomic units; '
                 || coalesce(payout_strategy, ''),
               outcome_coin, outcome_amount
          from payments
         where payment_id = $1 and paid_at is not null
         union all
        select updated_at, 'orchestrator', 'payment ' || state, reason, null, null
          from payments
         where payment_id = $1 and state <> 'paid'
         union all
        select event.received_at, 'np-ipn', 'provider message',
               substring(encode(event.body, 'escape') from '"payment_status" *: *"([a-z_]+)"'),
               null, null
          from payments
          join payment_events as event using (provider_payment_id)
         where payments.payment_id = $1
        """;

    private const string AccessSql = """
        select created_at, 'orchestrator', 'subscription ' || kind,
               'until ' || valid_until, null::text, null::numeric
          from subscription_events
         where payment_id = $1
         union all
        select created_at, 'invite', 'invite begun', null, null, null
          from invites
         where payment_id = $1
         union all
        select coalesce(sent_at, created_at), 'invite', 'invite ' || state,
               coalesce(reason, 'link until ' || link_expires_at), null, null
          from invites
         where payment_id = $1 and state <> 'requested'
         union all
        select joined.joined_at, 'server', 'link used', 'by ' || joined.user_id, null, null
          from invites
          join channel_joins as joined using (link)
         where invites.payment_id = $1
        """;

    private const string CreditSql = """
        select credited_at, 'accumulator', 'share credited', 'waits for its conversion',
               coin, net_amount
          from credits
         where payment_id = $1
         union all
        select converted_at, 'microbatchprocessor', 'share converted',
               'micro:conv_' || replace(conversion_id::text, '-', ''), 'usdt@eth', usdt_amount
          from credits
         where payment_id = $1 and converted_at is not null
         union all
        select paid_at, 'batchprocessor', 'share paid out',
               'batch:bat_' || replace(batch_id::text, '-', ''), 'usdt@eth', usdt_amount
          from credits
         where payment_id = $1 and paid_at is not null
        """;

    private const string BatchSql = """
        select created_at, 'batchprocessor', 'batch reserved', credits || ' credits',
               'usdt@eth', amount
          from payout_batches
         where batch_id = $1
         union all
        select updated_at, 'batchprocessor', 'batch ' || state, reason, null, null
          from payout_batches
         where batch_id = $1 and state <> 'reserved'
        """;

    private const string ConversionSql = """
        select created_at, 'microbatchprocessor', 'credits claimed', kind, coin, amount
          from conversions
         where conversion_id = $1
         union all
        select updated_at, 'microbatchprocessor', 'conversion ' || state, reason,
               'usdt@eth', received
          from conversions
         where conversion_id = $1 and state <> 'claimed'
        """;

    private const string PayoutSql = """
        select created_at, 'split1', 'payout created', route || ' to ' || target_coin,
               source_coin, source_amount
          from payouts
         where payout_id = $1
         union all
        select updated_at, 'split1', 'payout ' || state,
               coalesce(reason, exchange_id), null, null
          from payouts
         where payout_id = $1 and state <> 'created'
         union all
        select updated_at, 'split3', 'order ' || state, coalesce(exchange_id, refusal), null, null
          from swap_orders
         where payout_id = $1
         union all
        select created_at, 'hostpay1', 'taken over', coalesce(exchange_id, 'no exchange'),
               coin, amount
          from payout_executions
         where payout_id = $1
         union all
        select updated_at, 'hostpay1', 'execution ' || state,
               coalesce(reason, paid_hash, last_status), paid_coin, paid_amount
          from payout_executions
         where payout_id = $1 and state <> 'received'
        """;

    private const string ChainSql = """
        select created_at, 'hostpay3', 'transfer asked for', 'to ' || to_address, coin, amount
          from chain_transfers
         where payout_id = $1
         union all
        select updated_at, 'hostpay3', 'transfer ' || state,
               concat_ws(', ', 'nonce ' || nonce, error_code, reason), null, null
          from chain_transfers
         where payout_id = $1 and state <> 'requested'
         union all
        select created_at, 'hostpay3', 'transaction signed', transaction_hash, null, null
          from chain_transactions
         where payout_id = $1
         union all
        select broadcast_at, 'hostpay3', 'transaction sent, now ' || state,
               transaction_hash || coalesce(', block ' || block_number, ''), null, null
          from chain_transactions
         where payout_id = $1 and broadcast_at is not null
        """;

    private const string LedgerSql = """
        select entry.booked_at, 'ledger', entry.kind, posting.account, posting.coin, posting.amount
          from ledger_entries as entry
          join ledger_postings as posting using (entry_id)
         where entry.payment_id = $1 or entry.payout_id = $2
         order by entry.booked_at, entry.entry_id, posting.line
        """;

    // What began by the clock belongs to no order: its tasks are found by what they are about.
    private const string TasksSql = """
        select created_at, target, 'task ' || name,
               concat_ws(', ', state, 'tried ' || attempts || ' times',
                         'ended ' || to_char(finished_at at time zone 'utc', 'HH24:MI:SS.MS'),
                         last_error),
               null::text, null::numeric
          from outbox
         where correlation = any($1)
            or (correlation = '' and strpos(effect_key, $2) > 0)
         union all
        select letter.created_at, letter.target, 'dead letter',
               concat_ws(', ', letter.kind, letter.reason, letter.state || ' by ' || handled_by),
               null, null
          from outbox
          join dead_letters as letter using (task_id)
         where correlation = any($1)
            or (correlation = '' and strpos(effect_key, $2) > 0)
        """;

    private const string OverdueSql = """
        select first_seen_at, 'oversight', 'overdue: ' || kind, reason, null::text, null::numeric
          from overdue_items
         where subject = $1
         union all
        select cleared_at, 'oversight', 'no longer ' || kind, null, null, null
          from overdue_items
         where subject = $1 and cleared_at is not null
        """;

    public static Task<IReadOnlyList<TimelineEvent>> OfOrderAsync(
        Database database,
        OrderId order,
        CancellationToken ct
    ) => AskAsync(database, OrderSql, sql => sql.With(order), ct);

    public static async Task<IEnumerable<TimelineEvent>> OfPaymentAsync(
        Database database,
        PaymentId payment,
        CancellationToken ct
    ) =>
        [
            .. await AskAsync(database, PaymentSql, sql => sql.With(payment), ct),
            .. await AskAsync(database, AccessSql, sql => sql.With(payment), ct),
            .. await AskAsync(database, CreditSql, sql => sql.With(payment), ct),
        ];

    public static async Task<IEnumerable<TimelineEvent>> OfPayoutAsync(
        Database database,
        PayoutId payout,
        CancellationToken ct
    ) =>
        [
            .. payout.Cause switch
            {
                PayoutCause.Batch => await AskAsync(
                    database,
                    BatchSql,
                    sql => sql.With(payout.BatchId),
                    ct
                ),
                PayoutCause.Conversion => await AskAsync(
                    database,
                    ConversionSql,
                    sql => sql.With(payout.ConversionId),
                    ct
                ),
                _ => [],
            },
            .. await AskAsync(database, PayoutSql, sql => sql.With(payout), ct),
            .. await AskAsync(database, ChainSql, sql => sql.With(payout), ct),
        ];

    public static Task<IReadOnlyList<TimelineEvent>> OfLedgerAsync(
        Database database,
        PaymentId? payment,
        PayoutId payout,
        CancellationToken ct
    ) => AskAsync(database, LedgerSql, sql => sql.With(payment).With(payout), ct);

    /// <param name="stories">Names of the stories that the tasks belong to.</param>
    /// <param name="subject">What tasks without a story are about; null: none are wanted.</param>
    public static Task<IReadOnlyList<TimelineEvent>> OfTasksAsync(
        Database database,
        string[] stories,
        string? subject,
        CancellationToken ct
    ) => AskAsync(database, TasksSql, sql => sql.With(stories).With(subject), ct);

    public static Task<IReadOnlyList<TimelineEvent>> OfOverdueAsync(
        Database database,
        string subject,
        CancellationToken ct
    ) => AskAsync(database, OverdueSql, sql => sql.With(subject), ct);

    private static Task<IReadOnlyList<TimelineEvent>> AskAsync(
        Database database,
        string sql,
        Func<Statement, Statement> bind,
        CancellationToken ct
    ) => database.RunAsync(sql, text => bind(text).AllAsync(Read, ct), ct);

    private static TimelineEvent Read(Row row) =>
        new(
            row.Time(0),
            row.Text(1),
            row.Text(2),
            row.TextOrNull(3),
            TimelineEvent.Text(row.CoinAmountOrNull(4))
        );
}
