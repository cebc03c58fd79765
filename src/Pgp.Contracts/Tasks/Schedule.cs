using Pgp.Contracts.Services;

namespace Pgp.Contracts.Tasks;

/// <summary>Work that begins by the clock.</summary>
/// <param name="Name">The seed's job name, for example <c>pgp-batchprocessor-v1-job</c>.</param>
/// <param name="Service">Who does it.</param>
/// <param name="Path">
/// Route below the service's prefix that starts a run, for schedulers outside.
/// </param>
/// <param name="Cron">Five fields, UTC; six if the first is seconds.</param>
public sealed record Schedule(string Name, ServiceName Service, string Path, string Cron)
{
    /// <summary>The setting that replaces <see cref="Cron"/>.</summary>
    public string Setting =>
        "SCHEDULE_" + $"{Service}{Path}".Replace('/', '_').Replace('-', '_').ToUpperInvariant();
}

/// <summary>Every schedule; deployment is checked against it (spec 40, 3.2).</summary>
public static class Schedules
{
    /// <summary>Changes collected coins into USDT once enough have come together.</summary>
    public static Schedule MicroBatch { get; } =
        new(
            "pgp-microbatchprocessor-v1-job",
            ServiceName.MicroBatchProcessor,
            "/check-threshold",
            "*/15 * * * *"
        );

    /// <summary>Pays owners whose balance reached their threshold.</summary>
    public static Schedule BatchPayout { get; } =
        new("pgp-batchprocessor-v1-job", ServiceName.BatchProcessor, "/process", "*/5 * * * *");

    /// <summary>Adds booked entries to the ledger's hash chain.</summary>
    public static Schedule Seal { get; } =
        new("pgp-oversight-seal-job", ServiceName.Oversight, "/seal", "* * * * *");

    /// <summary>Compares the ledger with chain, provider and exchange.</summary>
    public static Schedule Reconciliation { get; } =
        new("pgp-oversight-reconcile-job", ServiceName.Oversight, "/reconcile", "*/15 * * * *");

    /// <summary>Looks for what should have ended by now.</summary>
    public static Schedule Overdue { get; } =
        new("pgp-oversight-overdue-job", ServiceName.Oversight, "/overdue", "* * * * *");

    /// <summary>Moves subscriptions whose time has come.</summary>
    public static Schedule Subscriptions { get; } =
        new(
            "pgp-orchestrator-subscriptions-job",
            ServiceName.Orchestrator,
            "/subscriptions",
            // Whoever's time is over is out within a minute, removal included.
            "*/10 * * * * *"
        );

    /// <summary>Reminds members that the end comes near.</summary>
    public static Schedule Reminders { get; } =
        new("pgp-server-reminders-job", ServiceName.Server, "/reminders", "* * * * *");

    /// <summary>Lets changed wallets count whose wait is over.</summary>
    public static Schedule Wallets { get; } =
        new("pgp-server-wallets-job", ServiceName.Server, "/wallets", "* * * * *");

    /// <summary>Tries again to remove those whom the first try left inside.</summary>
    public static Schedule Removals { get; } =
        new("pgp-invite-removals-job", ServiceName.Invite, "/removals", "* * * * *");

    /// <summary>
    /// Compares who has paid with who is inside; goes on where a run was cut off.
    /// </summary>
    public static Schedule Members { get; } =
        new("pgp-invite-members-job", ServiceName.Invite, "/members", "10,30,50 3-6 * * *");

    /// <summary>Tells owners what they missed while they could not be reached.</summary>
    public static Schedule Undelivered { get; } =
        new(
            "pgp-notifications-undelivered-job",
            ServiceName.Notifications,
            "/undelivered",
            "* * * * *"
        );

    /// <summary>Forgets events for owners' servers that are too old to be sent again.</summary>
    public static Schedule OldWebhookEvents { get; } =
        new(
            "pgp-notifications-old-webhook-events-job",
            ServiceName.Notifications,
            "/old-webhook-events",
            "20 2 * * *"
        );

    /// <summary>Removes sessions, links and kept answers that are over.</summary>
    public static Schedule WebApiPurge { get; } =
        new("pgp-webapi-purge-job", ServiceName.WebApi, "/purge", "20 2 * * *");

    /// <summary>Makes the standing posts whose time has come.</summary>
    public static Schedule Posts { get; } =
        new("pgp-broadcast-posts-job", ServiceName.Broadcast, "/posts-due", "* * * * *");

    public static IReadOnlyList<Schedule> All { get; } =
    [
        MicroBatch,
        BatchPayout,
        Seal,
        Reconciliation,
        Overdue,
        Subscriptions,
        Reminders,
        Wallets,
        Removals,
        Members,
        Undelivered,
        OldWebhookEvents,
        Posts,
        WebApiPurge,
    ];
}
