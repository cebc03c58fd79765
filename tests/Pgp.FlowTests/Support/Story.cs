using System.Globalization;
using System.Numerics;
using Pgp.Testing;

namespace Pgp.FlowTests.Support;

/// <summary>
/// What a settled payment was split into, and what its transfer burned; all in wei.
/// </summary>
internal sealed record Shares(BigInteger Received, BigInteger Fee, BigInteger Net, BigInteger Gas);

/// <summary>What the services recorded about one order.</summary>
internal sealed class Story(FlowStack flow, OrderId order)
{
    /// <summary>Effects of a subscription whose owner is paid through the exchange.</summary>
    public const string SwapOnce =
        "payments 1, paid 1, extensions 1, invites 1, notices 2, payouts 1, orders 1, nonces 1, "
        + "confirmed 1, completed 1, entries 4";

    /// <summary>Effects of a subscription whose owner is paid without an exchange.</summary>
    public const string DirectOnce =
        "payments 1, paid 1, extensions 1, invites 1, notices 2, payouts 1, orders 0, nonces 1, "
        + "confirmed 1, completed 1, entries 3";

    // A payout's id follows from its payment's, so that both lead to everything else.
    private const string MineSql = """
        with mine as (
            select order_id, payment_id, state, 'pay_' || replace(payment_id::text, '-', '') as pay,
                   'instant:pay_' || replace(payment_id::text, '-', '') as payout_id
              from payments
             where order_id = any($1)
        )
        """;

    private const string EffectsSql =
        MineSql
        + """
            select order_id, format(
                'payments %s, paid %s, extensions %s, invites %s, notices %s, payouts %s, '
                'orders %s, nonces %s, confirmed %s, completed %s, entries %s',
                count(*), count(*) filter (where state = 'paid'),
                sum((select count(*) from subscription_events e
                      where e.payment_id = mine.payment_id and e.days is not null)),
                sum((select count(*) from invites i
                      where i.payment_id = mine.payment_id and i.state = 'sent')),
                sum((select count(*) from notices n
                      where n.state = 'sent' and n.notice_key like '%' || mine.pay)),
                sum((select count(*) from payouts p where p.payment_id = mine.payment_id)),
                sum((select count(*) from swap_orders s
                      where s.payout_id = mine.payout_id and s.state = 'created')),
                sum((select count(distinct nonce) from chain_transactions t
                      where t.payout_id = mine.payout_id)),
                sum((select count(*) from chain_transactions t
                      where t.payout_id = mine.payout_id and t.state = 'confirmed')),
                sum((select count(*) from payout_executions x
                      where x.payout_id = mine.payout_id and x.state = 'completed')),
                sum((select count(*) from ledger_entries l
                      where l.payment_id = mine.payment_id or l.payout_id = mine.payout_id)))
              from mine
             group by order_id
             order by order_id
            """;

    private const string PaymentsSql = """
        select state, provider_status, reason from payments where order_id = $1 order by created_at
        """;

    private const string PostingsSql =
        MineSql
        + """
            select entry.kind, regexp_replace(account, 'ch_[0-9a-f]+', '*'), coin, amount
              from ledger_entries as entry
              join ledger_postings using (entry_id)
              join mine on mine.payment_id = entry.payment_id or mine.payout_id = entry.payout_id
             order by entry.booked_at, entry.kind, line
            """;

    private const string SharesSql =
        MineSql
        + """
            select outcome_amount, fee_amount, net_amount,
                   coalesce((select sum(gas_used * gas_price) from chain_transactions t
                              where t.payout_id = mine.payout_id), 0)
              from mine
              join payments using (payment_id)
             where mine.state = 'paid'
            """;

    private const string PayoutSql =
        MineSql
        + """
            select coalesce(execution.state, payouts.state)
              from mine
              join payouts using (payout_id)
              left join payout_executions as execution using (payout_id)
            """;

    private const string PayoutIdSql =
        MineSql + "select payouts.payout_id from mine join payouts using (payout_id)";

    private const string OpenTasksSql = """
        select name from outbox where correlation = $1 and state = 'open'
        """;

    public OrderId Order => order;

    /// <summary>The story's name on tasks and spans.</summary>
    public string Name => order.ToString();

    /// <summary>How often each effect happened.</summary>
    public async Task<string> EffectsAsync() => (await EffectsAsync(flow, [order])).Values.Single();

    /// <summary>As <see cref="EffectsAsync()"/> for many orders, in one look.</summary>
    public static async Task<IReadOnlyDictionary<OrderId, string>> EffectsAsync(
        FlowStack flow,
        IReadOnlyList<OrderId> orders
    )
    {
        var rows = await flow.Facts.RowsAsync(EffectsSql, orders.Select(o => o.Value).ToArray());
        return rows.Select(row => row.Split(',', 2))
            .ToDictionary(cells => new OrderId(Guid.Parse(cells[0])), cells => cells[1]);
    }

    /// <summary>State, the provider's word and the reason of each payment.</summary>
    public Task<IReadOnlyList<string>> PaymentsAsync() =>
        flow.Facts.RowsAsync(PaymentsSql, order.Value);

    public Task WaitForPaymentsAsync(CancellationToken ct, params string[] expected) =>
        Eventually.GetAsync(PaymentsAsync, seen => seen.SequenceEqual(expected), ct);

    /// <summary>Waits until the owner is paid and nothing is left to do.</summary>
    public Task WaitForPayoutAsync(CancellationToken ct) => WaitForPayoutAsync("completed", ct);

    public async Task WaitForPayoutAsync(string state, CancellationToken ct)
    {
        await Eventually.GetAsync(PayoutStateAsync, seen => seen == state, ct);
        await WaitForQuietAsync(ct);
    }

    /// <summary>How far the payout has come; empty before there is one.</summary>
    public async Task<string> PayoutStateAsync() =>
        await flow.Facts.RowsAsync(PayoutSql, new[] { order.Value }) is [var state] ? state : "";

    public Task<string> PayoutIdAsync() => flow.Facts.RowAsync(PayoutIdSql, new[] { order.Value });

    /// <summary>Waits until no task of the story is open.</summary>
    public Task WaitForQuietAsync(CancellationToken ct) =>
        Eventually.GetAsync(
            () => flow.Facts.RowsAsync(OpenTasksSql, Name),
            seen => seen.Count == 0,
            ct
        );

    /// <summary>Kind of entry, account, coin, amount; the channel's id is left out.</summary>
    public Task<IReadOnlyList<string>> PostingsAsync() =>
        flow.Facts.RowsAsync(PostingsSql, new[] { order.Value });

    public async Task<Shares> SharesAsync()
    {
        var row = await flow.Facts.RowAsync(SharesSql, new[] { order.Value });
        var cells = row.Split(',')
            .Select(cell => BigInteger.Parse(cell, CultureInfo.InvariantCulture))
            .ToArray();
        return new Shares(cells[0], cells[1], cells[2], cells[3]);
    }
}
