using Pgp.Common.Database;
using Pgp.Contracts.Tasks;

namespace Pgp.Orchestrator.Subscriptions;

/// <summary>
/// What others do about an entry of the log, enqueued in the unit that writes it: INVITE lets in
/// and removes, SERVER tells the member, NOTIFICATIONS the owner.
/// </summary>
internal static class Consequences
{
    public static async Task EnqueueAsync(
        Unit unit,
        IReadOnlyList<(SubscriptionId Id, ChannelId Channel, LogEntry Entry)> log,
        CancellationToken ct
    )
    {
        foreach (var (id, channel, entry) in log)
        {
            if (EventOf(entry) is { } happened)
            {
                await unit.EnqueueAsync(new MemberEventPublished(happened, id, entry.Seq), ct);
            }

            if (entry.Access == LogEntry.Closed)
            {
                await unit.EnqueueAsync(new AccessClosed(id, entry.Seq), ct);
                await unit.EnqueueAsync(Ended(id, channel, entry), ct);
            }
            else if (entry is { Access: LogEntry.Opened, Payment: null })
            {
                // What a payment opens, its own task lets in.
                await unit.EnqueueAsync(new AccessOpened(id, entry.Seq), ct);
            }
        }
    }

    private static OwnerEventPublished Ended(
        SubscriptionId id,
        ChannelId channel,
        LogEntry entry
    ) =>
        new(
            OwnerEvent.SubscriptionExpired,
            channel,
            FormattableString.Invariant($"{id}:{entry.Seq}"),
            Text: ""
        );

    private static MemberEvent? EventOf(LogEntry entry) =>
        entry.Kind switch
        {
            EntryKinds.Renewed => MemberEvent.Renewed,
            // The trial goes over into what was bought; the person is inside already.
            EntryKinds.Purchased when entry.Access is null => MemberEvent.Renewed,
            EntryKinds.GraceStarted => MemberEvent.GraceStarted,
            EntryKinds.Expired => MemberEvent.Expired,
            EntryKinds.Refunded => MemberEvent.Refunded,
            _ => null,
        };
}
