namespace Pgp.Contracts.Tasks;

/// <summary>How fast and how stubbornly a lane delivers (spec 40, 3.1).</summary>
/// <param name="Name">The seed's queue name.</param>
/// <param name="PerSecond">Deliveries started per second, at most.</param>
/// <param name="Concurrent">Deliveries under way at once, at most.</param>
/// <param name="BackoffMin">Wait before the first repetition.</param>
/// <param name="BackoffMax">Longest wait between repetitions.</param>
/// <param name="AttemptsMax">After so many attempts the task is a dead letter.</param>
/// <param name="AgeMax">After so long since the first attempt the task is a dead letter.</param>
public sealed record QueueDefinition(
    string Name,
    int PerSecond,
    int Concurrent,
    TimeSpan BackoffMin,
    TimeSpan BackoffMax,
    int AttemptsMax,
    TimeSpan AgeMax
);

/// <summary>Every lane. Names are the seed's; rates follow the seed's scripts.</summary>
public static class Queues
{
    public static QueueDefinition Orchestrator { get; } = Lane("pgp-orchestrator-queue", 100, 150);

    // 80 % of what Telegram allows one bot (spec 10, 3.1).
    public static QueueDefinition Invite { get; } = Lane("pgp-invite-queue", 24, 24);

    public static QueueDefinition Notifications { get; } = Lane("pgp-notifications-queue", 25, 25);

    public static QueueDefinition BuyerNews { get; } = Lane("pgp-server-news-queue", 25, 25);

    public static QueueDefinition Broadcast { get; } = Lane("pgp-broadcast-queue", 25, 25);

    // Far below what mail vendors allow; a mail is never urgent to the second.
    public static QueueDefinition AccountMail { get; } = Lane("pgp-webapi-mail-queue", 25, 10);

    public static QueueDefinition Accumulator { get; } = Lane("pgp-accumulator-queue", 100, 50);

    public static QueueDefinition MicroBatch { get; } = Lane("pgp-microbatch-queue", 100, 50);

    public static QueueDefinition BatchProcessor { get; } =
        Lane("pgp-batchprocessor-queue", 100, 50);

    public static QueueDefinition Split1Estimate { get; } =
        Lane("pgp-split1-estimate-queue", 100, 50);

    public static QueueDefinition Split1Response { get; } =
        Lane("pgp-split1-response-queue", 100, 50);

    // The exchange allows 30 calls per second and key (spec 70, 2.1); three lanes share them.
    public static QueueDefinition Split2Estimate { get; } =
        Lane("pgp-split2-estimate-queue", 10, 10);

    public static QueueDefinition Split3Swap { get; } = Lane("pgp-split3-swap-queue", 10, 10);

    public static QueueDefinition HostPayTrigger { get; } =
        Lane("pgp-hostpay-trigger-queue", 100, 50);

    public static QueueDefinition HostPay1Execution { get; } =
        Lane("pgp-hostpay1-execution-queue", 100, 50);

    public static QueueDefinition HostPay1Response { get; } =
        Lane("pgp-hostpay1-response-queue", 100, 50);

    public static QueueDefinition HostPay2Status { get; } =
        Lane("pgp-hostpay2-status-queue", 10, 10);

    public static QueueDefinition HostPay3Payment { get; } =
        Lane("pgp-hostpay3-payment-queue", 50, 4);

    public static QueueDefinition HostPay3Retry { get; } = Lane("pgp-hostpay3-retry-queue", 50, 4);

    public static IReadOnlyList<QueueDefinition> All { get; } =
    [
        Orchestrator,
        Invite,
        Notifications,
        BuyerNews,
        Broadcast,
        AccountMail,
        Accumulator,
        MicroBatch,
        BatchProcessor,
        Split1Estimate,
        Split1Response,
        Split2Estimate,
        Split3Swap,
        HostPayTrigger,
        HostPay1Execution,
        HostPay1Response,
        HostPay2Status,
        HostPay3Payment,
        HostPay3Retry,
    ];

    // Spec 40, 3.1: 1 s doubling to 60 s with jitter, given up after a day.
    private static QueueDefinition Lane(string name, int perSecond, int concurrent) =>
        new(
            name,
            perSecond,
            concurrent,
            BackoffMin: TimeSpan.FromSeconds(1),
            BackoffMax: TimeSpan.FromSeconds(60),
            AttemptsMax: 2_000,
            AgeMax: TimeSpan.FromHours(24)
        );
}
