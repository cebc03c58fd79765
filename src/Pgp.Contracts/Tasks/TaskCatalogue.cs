namespace Pgp.Contracts.Tasks;

/// <summary>
/// Every kind of task, in order of travel. Documentation and deployment are checked against it.
/// </summary>
public static class TaskCatalogue
{
    public static IReadOnlyList<TaskDefinition> All { get; } =
    [
        PaymentReported.Definition,
        InviteRequested.Definition,
        OwnerEventPublished.Definition,
        BuyerEventPublished.Definition,
        OrderProgressed.Definition,
        AlertRaised.Definition,
        MemberEventPublished.Definition,
        ReminderDue.Definition,
        AccessClosed.Definition,
        AccessOpened.Definition,
        InviteReissueRequested.Definition,
        JoinRequested.Definition,
        MemberJoined.Definition,
        TrialRequested.Definition,
        GiftRedeemed.Definition,
        PostsWanted.Definition,
        AnnouncementWritten.Definition,
        AnnouncementWished.Definition,
        WalletChangeNews.Definition,
        WalletMailWanted.Definition,
        AccountMailWanted.Definition,
        AccountLinkWished.Definition,
        WebhookTestRequested.Definition,
        WebhookReplayRequested.Definition,
        WebhookRetryRequested.Definition,
        KeypadTimedOut.Definition,
        NoteExpired.Definition,
        PaymentCredited.Definition,
        LargeCreditAdded.Definition,
        ConversionQuoteRequested.Definition,
        ConversionQuoted.Definition,
        ConversionOrderRequested.Definition,
        ConversionOrderAnswered.Definition,
        CreditExecutionRequested.Definition,
        PoolExecutionRequested.Definition,
        ConversionExecuted.Definition,
        BatchPayoutRequested.Definition,
        BatchPayoutEnded.Definition,
        PayoutRequested.Definition,
        LimitRecheck.Definition,
        EstimateRequested.Definition,
        EstimateAnswered.Definition,
        SwapRequested.Definition,
        SwapAnswered.Definition,
        PayoutTriggered.Definition,
        OrderStatusRequested.Definition,
        OrderStatusAnswered.Definition,
        TransferRequested.Definition,
        TransferFollowUp.Definition,
        TransferAnswered.Definition,
        OrderFollowUp.Definition,
    ];

    private static readonly Dictionary<string, TaskDefinition> ByNames = All.ToDictionary(
        task => task.Name,
        StringComparer.Ordinal
    );

    /// <exception cref="KeyNotFoundException">No kind of task has this name.</exception>
    public static TaskDefinition ByName(string name) => ByNames[name];
}
