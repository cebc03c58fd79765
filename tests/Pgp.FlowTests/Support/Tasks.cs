using Pgp.Contracts.Tasks;

namespace Pgp.FlowTests.Support;

/// <summary>Names of the kinds of tasks, and of moments in their handlers.</summary>
internal static class Tasks
{
    public static string Reported => PaymentReported.Definition.Name;

    public static string Invite => InviteRequested.Definition.Name;

    public static string OwnerEvent => OwnerEventPublished.Definition.Name;

    public static string Payout => PayoutRequested.Definition.Name;

    public static string Estimated => EstimateAnswered.Definition.Name;

    public static string Swap => SwapRequested.Definition.Name;

    public static string Trigger => PayoutTriggered.Definition.Name;

    public static string StatusAnswered => OrderStatusAnswered.Definition.Name;

    public static string Transfer => TransferRequested.Definition.Name;

    public static string FollowUp => TransferFollowUp.Definition.Name;

    public static string TransferEnded => TransferAnswered.Definition.Name;

    /// <summary>
    /// The kinds that carry a payment whose owner is paid at once, through the exchange.
    /// </summary>
    public static IReadOnlyList<string> OfInstantSwap { get; } =
    [
        Reported,
        Invite,
        OwnerEvent,
        OrderProgressed.Definition.Name,
        Payout,
        EstimateRequested.Definition.Name,
        Estimated,
        Swap,
        SwapAnswered.Definition.Name,
        Trigger,
        OrderStatusRequested.Definition.Name,
        StatusAnswered,
        Transfer,
        FollowUp,
        TransferEnded,
        OrderFollowUp.Definition.Name,
    ];

    /// <summary>Whether the moment is inside such a task of a story.</summary>
    public static bool IsIn(this Moment moment, Story story, string task) =>
        moment.Story == story.Name && moment.Task == task;

    /// <summary>Whether it is the dispatcher that delivers, not a test.</summary>
    public static bool IsDispatched(this Moment moment) => moment.Attempt > 0;

    public static bool IsAfter(this Moment moment, string statement) =>
        moment.Point == "after statement"
        && moment.Of.Contains(statement, StringComparison.Ordinal);

    public static bool IsBefore(this Moment moment, string statement) =>
        moment.Point == "before statement"
        && moment.Of.Contains(statement, StringComparison.Ordinal);

    public static bool IsAfterCall(this Moment moment, string path) =>
        moment.Point == "after call" && moment.Of.EndsWith(path, StringComparison.Ordinal);

    public static bool IsAfterCommit(this Moment moment) => moment.Point == "after commit";
}
