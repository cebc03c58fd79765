using Pgp.Common.Database;

namespace Pgp.Host.Chaos.Verdict;

/// <summary>Something that has not come to an end.</summary>
/// <param name="Kind">What it is, in one word.</param>
/// <param name="What">Which one.</param>
/// <param name="Reason">What the tables know of why.</param>
internal sealed record OpenThing(string Kind, string What, string Reason)
{
    public override string ToString() => $"{Kind} {What}: {Reason}";
}

/// <summary>
/// Everything that is under way. What is held or released with a reason has ended here: a person
/// decides about it, and the books say where its money is.
/// </summary>
internal static class OpenQueries
{
    // Orders that the exchange holds are looked at for ever; those looks are no open work. A task
    // that is due much later is a plan, not work.
    private const string TasksSql = """
        select 'task', name, coalesce(last_error, 'not delivered')
          from outbox
         where state = 'open'
           and due_at < $1
           and not exists (
               select from payout_executions as execution
                where execution.state = 'held'
                  and position(execution.payout_id in outbox.payload) > 0)
        """;

    private const string PaymentsSql = """
        select 'invite', payments.payment_id::text, coalesce(invites.state, 'none')
          from payments
          join orders using (order_id)
          left join invites using (payment_id)
         where payments.state = 'paid'
           and orders.kind = 'subscription'
           and (invites.state is null or invites.state not in ('sent', 'failed'))
        union all
        select 'payout', payment_id::text, 'none'
          from payments
         where state = 'paid'
           and payout_strategy = 'instant'
           and not exists (select from payouts where payouts.payment_id = payments.payment_id)
        union all
        select 'credit', payment_id::text, 'none'
          from payments
         where state = 'paid'
           and payout_strategy = 'threshold'
           and not exists (select from credits where credits.payment_id = payments.payment_id)
        """;

    private const string PayoutsSql = """
        select 'payout', payout_id, coalesce(execution.state, payouts.state)
          from payouts
          left join payout_executions as execution using (payout_id)
         where payouts.state <> 'failed_review'
           and (execution.state is null
                or execution.state not in ('completed', 'refunded', 'failed_review', 'held'))
        union all
        select 'transfer', payout_id, state || coalesce(': ' || error_code, '')
          from chain_transfers
         where state not in ('confirmed', 'reverted', 'rejected')
        """;

    private const string CreditsSql = """
        select 'conversion', conversion_id::text, state
          from conversions
         where state not in ('completed', 'returned', 'held')
        union all
        select 'batch', batch_id::text, state
          from payout_batches
         where state not in ('completed', 'released', 'held')
        union all
        select 'pool', coin, sum(net_usd)::text || ' usd wait to be changed'
          from credits
         where conversion_id is null
           and usdt_amount is null
         group by coin
        having sum(net_usd) >= $1
        union all
        select 'balance', channels.open_title, sum(usdt_amount)::text || ' micro-usdt are due'
          from credits
          join channels using (channel_id)
         where usdt_amount is not null
           and batch_id is null
         group by channels.channel_id
        having sum(usdt_amount) >= 1000000 * channels.payout_threshold_usd
        """;

    private const string HeldSql = """
        select 'order', exchange_id, 'held: ' || reason
          from payout_executions
         where state = 'held'
        """;

    private const string GivenUpSql = """
        select 'dead letter', name, kind || ': ' || reason from dead_letters
        """;

    // Beyond the longest pause of a task that is tried again and again.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <summary>What will go on by itself, if nothing is wrong.</summary>
    public static async Task<IReadOnlyList<OpenThing>> OpenAsync(
        Database database,
        CancellationToken ct
    ) =>
        [
            .. await UnderWayAsync(database, ct),
            .. await database.RunAsync(PaymentsSql, sql => sql.AllAsync(Read, ct), ct),
        ];

    /// <summary>
    /// The part of it that is written down: tasks, and money between two places. Whether each
    /// payment has led to something is not asked.
    /// </summary>
    public static async Task<IReadOnlyList<OpenThing>> UnderWayAsync(
        Database database,
        CancellationToken ct
    ) =>
        [
            .. await database.RunAsync(
                TasksSql,
                sql => sql.With(database.Clock.GetUtcNow() + Soon).AllAsync(Read, ct),
                ct
            ),
            .. await database.RunAsync(PayoutsSql, sql => sql.AllAsync(Read, ct), ct),
            .. await database.RunAsync(
                CreditsSql,
                sql => sql.With(ChaosSettings.PoolThreshold).AllAsync(Read, ct),
                ct
            ),
        ];

    /// <summary>Orders that the exchange does not go on with, as far as we have heard.</summary>
    public static Task<IReadOnlyList<OpenThing>> HeldAsync(
        Database database,
        CancellationToken ct
    ) => database.RunAsync(HeldSql, sql => sql.AllAsync(Read, ct), ct);

    /// <summary>Tasks that nobody will deliver again.</summary>
    public static Task<IReadOnlyList<OpenThing>> GivenUpAsync(
        Database database,
        CancellationToken ct
    ) => database.RunAsync(GivenUpSql, sql => sql.AllAsync(Read, ct), ct);

    private static OpenThing Read(Row row) => new(row.Text(0), row.Text(1), row.Text(2));
}
