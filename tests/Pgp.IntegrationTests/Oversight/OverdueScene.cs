using Pgp.IntegrationTests.Support;

namespace Pgp.IntegrationTests.Oversight;

/// <summary>One thing that gets stuck, and how it comes right.</summary>
/// <param name="Kind">What the watch calls it.</param>
/// <param name="Limit">How long is normal.</param>
/// <param name="BeginAsync">
/// Writes it down as of the given moment; the answer is the subject that the list will show.
/// </param>
/// <param name="EndSql">What somebody does in the end; the owner's statement, no
/// parameters.</param>
internal sealed record OverdueScene(
    string Kind,
    TimeSpan Limit,
    Func<TestDatabase, DateTimeOffset, Task<string>> BeginAsync,
    string EndSql
);

/// <summary>Every kind of finding, some from more than one side.</summary>
internal static class OverdueScenes
{
    private static readonly TimeSpan AtOnce = TimeSpan.Zero;

    public static IReadOnlyDictionary<string, OverdueScene> All { get; } =
        new Dictionary<string, OverdueScene>(StringComparer.Ordinal)
        {
            ["paid, no invite at all"] = new(
                "payment_without_access",
                Minutes(5),
                StuckRows.PaidAsync,
                StuckRows.SendInviteSql
            ),
            ["paid, invite refused"] = new(
                "payment_without_access",
                Minutes(5),
                StuckRows.PaidWithFailedInviteAsync,
                "update invites set state = 'sent', link = 'https://t.me/+x', sent_at = now()"
            ),
            ["paid, no payout"] = new(
                "payment_without_share",
                Minutes(10),
                StuckRows.PaidAsync,
                StuckRows.CreatePayoutSql
            ),
            ["quarantined"] = new(
                "payment_held",
                AtOnce,
                (db, at) => StuckRows.PaymentAsync(db, at, "quarantined"),
                "update payments set state = 'refunded'"
            ),
            ["half paid"] = new(
                "payment_partial",
                TimeSpan.FromDays(1),
                (db, at) => StuckRows.PaymentAsync(db, at, "partially_paid"),
                "update payments set state = 'failed'"
            ),
            ["nobody came"] = new(
                "invite_unused",
                AtOnce,
                StuckRows.SentInviteAsync,
                """
                insert into channel_joins (update_id, chat_id, user_id, link, joined_at)
                select 1, closed_channel_id, 7, link, now() from invites
                """
            ),
            ["still inside"] = new(
                "removal_overdue",
                Minutes(10),
                StuckRows.RemovalAsync,
                "update removals set state = 'done', next_try_at = null, removed_at = now()"
            ),
            ["nobody sends an event"] = new(
                "webhook_overdue",
                Minutes(15),
                StuckRows.WebhookAsync,
                """
                update webhook_deliveries
                   set state = 'delivered', next_attempt_at = null, ended_at = now()
                """
            ),
            ["conversion asks for an order"] = new(
                "conversion_overdue",
                Minutes(60),
                (db, at) => StuckRows.ConversionAsync(db, at, "order_requested"),
                StuckRows.ReturnConversionSql
            ),
            ["conversion held"] = new(
                "conversion_held",
                AtOnce,
                (db, at) => StuckRows.ConversionAsync(db, at, "held"),
                StuckRows.ReturnConversionSql
            ),
            ["batch reserved"] = new(
                "batch_overdue",
                Minutes(60),
                (db, at) => StuckRows.BatchAsync(db, at, "reserved"),
                StuckRows.CompleteBatchSql
            ),
            ["batch held"] = new(
                "batch_held",
                AtOnce,
                (db, at) => StuckRows.BatchAsync(db, at, "held"),
                StuckRows.CompleteBatchSql
            ),
            ["payout waits for its price"] = new(
                "payout_overdue",
                Minutes(60),
                (db, at) => StuckRows.PayoutAsync(db, at, "created"),
                "update payouts set state = 'failed_review', reason = 'x'"
            ),
            ["payout handed over to nobody"] = new(
                "payout_overdue",
                Minutes(60),
                (db, at) => StuckRows.PayoutAsync(db, at, "handed_over"),
                StuckRows.TakeOverSql
            ),
            ["payout waits for the exchange"] = new(
                "payout_overdue",
                Minutes(60),
                (db, at) => StuckRows.ExecutionAsync(db, at, "deposited"),
                StuckRows.CompleteExecutionSql
            ),
            ["payout failed before it was sent"] = new(
                "payout_held",
                AtOnce,
                (db, at) => StuckRows.PayoutAsync(db, at, "failed_review"),
                "delete from payouts"
            ),
            ["payout held by the exchange"] = new(
                "payout_held",
                AtOnce,
                (db, at) => StuckRows.ExecutionAsync(db, at, "held"),
                StuckRows.CompleteExecutionSql
            ),
            ["transfer waits for funds"] = new(
                "transfer_overdue",
                Minutes(10),
                (db, at) => StuckRows.TransferAsync(db, at, "requested"),
                "update chain_transfers set state = 'rejected'"
            ),
            ["transfer in review"] = new(
                "transfer_review",
                AtOnce,
                (db, at) => StuckRows.TransferAsync(db, at, "review"),
                "update chain_transfers set state = 'confirmed'"
            ),
            ["task tried in vain"] = new(
                "task_overdue",
                Minutes(10),
                StuckRows.TaskAsync,
                "update outbox set state = 'done' where name not like '%alert'"
            ),
            ["dead letter"] = new(
                "dead_letter",
                AtOnce,
                StuckRows.DeadLetterAsync,
                """
                update dead_letters
                   set state = 'discarded', handled_at = now(), handled_by = 'me', note = 'known'
                """
            ),
            ["job that nobody runs"] = new(
                "job_missed",
                Minutes(20),
                (db, at) => StuckRows.JobAsync(db, at, "done"),
                StuckRows.RunJobSql
            ),
            ["job that failed"] = new(
                "job_missed",
                AtOnce,
                (db, at) => StuckRows.JobAsync(db, at, "failed"),
                StuckRows.RunJobSql
            ),
            ["job that was lost"] = new(
                "job_missed",
                AtOnce,
                (db, at) => StuckRows.JobAsync(db, at, "lost"),
                StuckRows.RunJobSql
            ),
        };

    private static TimeSpan Minutes(int count) => TimeSpan.FromMinutes(count);
}
