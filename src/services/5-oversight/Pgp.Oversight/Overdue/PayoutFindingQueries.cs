using Pgp.Common.Database;

namespace Pgp.Oversight.Overdue;

/// <summary>Payouts that did not end, on each of the three desks that they cross.</summary>
internal static class PayoutFindingQueries
{
    // With SPLIT1, with HOSTPAY1, and between the two: a hand-over is final for the one and may
    // never have reached the other.
    private const string OverdueSql = """
        with handed_over as (
            select payout_id
              from payouts
             where state = 'handed_over' and updated_at > $3 and updated_at <= $1
             union
            select subject
              from overdue_items
             where kind = $4 and cleared_at is null
        )
        select payout_id, created_at, 'split1 has it as ' || state
          from payouts
         where state in ('created', 'order_requested') and created_at <= $1
         union all
        select payout_id, created_at,
               'hostpay1 has it as ' || state || coalesce(', the order is ' || last_status, '')
          from payout_executions
         where state in ('received', 'transfer_requested', 'deposited') and created_at <= $1
         union all
        select payout_id, payouts.created_at, 'handed over, but hostpay1 never took it'
          from handed_over
          join payouts using (payout_id)
         where payouts.state = 'handed_over'
           and payouts.updated_at <= $1
           and not exists (
               select from payout_executions as execution
                where execution.payout_id = payouts.payout_id)
         order by 2
         limit $2
        """;

    // Whose batch or conversion has ended needs nobody: its credits are free and go another way.
    // The share of a single payment goes nowhere by itself.
    private const string HeldSql = """
        select payouts.payout_id, payouts.updated_at, payouts.reason
          from payouts
          left join payout_batches as batch using (batch_id)
         where payouts.state = 'failed_review'
           and payouts.updated_at <= $1
           and coalesce(batch.state, '') not in ('released', 'completed')
         union all
        select execution.payout_id, execution.created_at, execution.reason
          from payout_executions as execution
          left join payouts using (payout_id)
          left join payout_batches as batch using (batch_id)
          left join conversions as conversion
            on conversion.conversion_id =
               case when execution.payout_id like 'micro:conv\_%'
                    then substr(execution.payout_id, 12)::uuid end
         where execution.state in ('held', 'refunded', 'failed_review')
           and execution.created_at <= $1
           and coalesce(batch.state, '') not in ('released', 'completed')
           and coalesce(conversion.state, '') not in ('returned', 'completed')
         order by 2
         limit $2
        """;

    private const string TransferOverdueSql = """
        select payout_id, created_at,
               'it is ' || state || coalesce(', ' || error_code, '') || coalesce(': ' || reason, '')
          from chain_transfers
         where state in ('requested', 'reserved', 'signed', 'broadcast') and created_at <= $1
         order by created_at
         limit $2
        """;

    private const string TransferReviewSql = """
        select payout_id, created_at,
               coalesce(error_code, 'in review') || coalesce(': ' || reason, '')
          from chain_transfers
         where state = 'review' and created_at <= $1
         order by created_at
         limit $2
        """;

    public static Task<IReadOnlyList<Finding>> OverdueAsync(
        Database database,
        Look look,
        CancellationToken ct
    ) => FindingQueries.AskWindowAsync(database, OverdueSql, look, ct);

    public static Task<IReadOnlyList<Finding>> HeldAsync(
        Database database,
        Look look,
        CancellationToken ct
    ) => FindingQueries.AskAsync(database, HeldSql, look, ct);

    public static Task<IReadOnlyList<Finding>> TransferOverdueAsync(
        Database database,
        Look look,
        CancellationToken ct
    ) => FindingQueries.AskAsync(database, TransferOverdueSql, look, ct);

    public static Task<IReadOnlyList<Finding>> TransferReviewAsync(
        Database database,
        Look look,
        CancellationToken ct
    ) => FindingQueries.AskAsync(database, TransferReviewSql, look, ct);
}
