using Pgp.Contracts.Tasks;

namespace Pgp.Oversight.Overdue;

/// <summary>
/// Every kind, in the order of a look: what can be mended comes before the tasks that mending puts
/// back. Limits follow spec 10, section 13, rule 10; zero minutes: a person is needed at once.
/// </summary>
internal static class OverdueKinds
{
    private const string SeePayment = "pgp payment <id> tells its story.";
    private const string SeePayout = "pgp payout <id> tells its story.";

    private static IReadOnlyList<OverdueKind> Payments { get; } =
    [
        new(
            "payment_without_access",
            AlertLevel.Critical,
            5,
            "A buyer paid and has no invite",
            SeePayment,
            PaymentFindingQueries.WithoutAccessAsync
        )
        {
            Carriers = Carriers.OfAccess,
        },
        new(
            "payment_without_share",
            AlertLevel.Critical,
            10,
            "A payment was settled and its owner's share went nowhere",
            SeePayment,
            PaymentFindingQueries.WithoutShareAsync
        )
        {
            Carriers = Carriers.OfShares,
        },
        new(
            "payment_held",
            AlertLevel.Critical,
            0,
            "A payment is held",
            SeePayment,
            PaymentFindingQueries.HeldAsync
        ),
        new(
            "payment_partial",
            AlertLevel.Warning,
            1_440,
            "A payment is incomplete",
            SeePayment,
            PaymentFindingQueries.PartialAsync
        ),
        new(
            "invite_unused",
            AlertLevel.Warning,
            0,
            "An invite expired and its buyer was never seen in the channel",
            SeePayment,
            PaymentFindingQueries.UnusedInviteAsync
        ),
        new(
            "removal_overdue",
            AlertLevel.Warning,
            10,
            "Somebody whose access is over is still inside",
            "The owner was told after five refusals; see the bot's rights in the closed channel.",
            MemberFindingQueries.RemovalOverdueAsync
        ),
    ];

    private static IReadOnlyList<OverdueKind> Settlement { get; } =
    [
        new(
            "conversion_overdue",
            AlertLevel.Warning,
            60,
            "A conversion is still open",
            "pgp payout micro:<id> tells the story of its deposit.",
            SettlementFindingQueries.ConversionOverdueAsync
        )
        {
            Carriers = Carriers.OfConversions,
        },
        new(
            "conversion_held",
            AlertLevel.Critical,
            0,
            "A conversion is held",
            "pgp payout micro:<id> tells the story of its deposit.",
            SettlementFindingQueries.ConversionHeldAsync
        ),
        new(
            "batch_overdue",
            AlertLevel.Warning,
            60,
            "A payout batch is still open",
            "pgp payout batch:<id> tells the story of its payout.",
            SettlementFindingQueries.BatchOverdueAsync
        )
        {
            Carriers = Carriers.OfBatches,
        },
        new(
            "batch_held",
            AlertLevel.Critical,
            0,
            "A payout batch is held",
            "pgp payout batch:<id> tells the story of its payout.",
            SettlementFindingQueries.BatchHeldAsync
        ),
    ];

    private static IReadOnlyList<OverdueKind> Payouts { get; } =
    [
        new(
            "payout_overdue",
            AlertLevel.Warning,
            60,
            "A payout is still under way",
            SeePayout,
            PayoutFindingQueries.OverdueAsync
        )
        {
            Carriers = Carriers.OfPayouts,
        },
        new(
            "payout_held",
            AlertLevel.Critical,
            0,
            "A payout waits for a person",
            SeePayout,
            PayoutFindingQueries.HeldAsync
        ),
        new(
            "transfer_overdue",
            AlertLevel.Warning,
            10,
            "A transfer is not mined",
            SeePayout,
            PayoutFindingQueries.TransferOverdueAsync
        )
        {
            Carriers = Carriers.OfTransfers,
        },
        new(
            "transfer_review",
            AlertLevel.Critical,
            0,
            "A transfer waits for a person",
            SeePayout,
            PayoutFindingQueries.TransferReviewAsync
        ),
    ];

    private static IReadOnlyList<OverdueKind> Tasks { get; } =
    [
        new(
            "webhook_overdue",
            AlertLevel.Warning,
            15,
            "Events for an owner's server are not being sent",
            "Look whether notifications runs, and for failures in its log.",
            WebhookFindingQueries.OverdueAsync
        ),
        new(
            "task_overdue",
            AlertLevel.Warning,
            10,
            "A task is not getting done",
            "Mend what its reason names; it is tried on by itself.",
            TaskFindingQueries.OverdueAsync
        ),
        new(
            "dead_letter",
            AlertLevel.Critical,
            0,
            "A task was given up",
            "pgp dlq list shows it; then pgp dlq replay <id> or pgp dlq discard <id>.",
            TaskFindingQueries.DeadLetterAsync
        ),
        // Telling about what cannot be told would go the same way, and come up again as another.
        new(
            "alert_untold",
            Level: null,
            10,
            "An alert does not get through",
            "Mend the channel that its reason names.",
            TaskFindingQueries.UntoldAlertAsync
        ),
    ];

    /// <summary>All but the job runs, which need the schedules' times; see
    /// <see cref="JobFindings"/>.</summary>
    public static IReadOnlyList<OverdueKind> OfTables { get; } =
    [.. Payments, .. Settlement, .. Payouts, .. Tasks];

    public static OverdueKind Job(Search search) =>
        new(
            "job_missed",
            AlertLevel.Warning,
            5,
            "A job did not run as it should",
            "Look whether its service runs, and for event 1008 in its log.",
            search
        );
}
