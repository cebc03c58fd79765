using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;
using Pgp.Notifications.Webhooks.Events;

namespace Pgp.Notifications.Owners;

/// <summary>
/// Tells the owner once per event, and writes down what his servers are to hear of it, whether he
/// can be told or not. A repetition after a lost answer may show the message twice; an
/// event without a notice would be worse. An owner who cannot be reached is not asked again here:
/// what he misses waits for <see cref="UndeliveredJob"/>.
/// </summary>
internal sealed class OwnerEventPublishedHandler(
    Database database,
    Messenger messenger,
    Publisher publisher,
    ILogger<OwnerEventPublishedHandler> log
) : ITaskHandler<OwnerEventPublished>
{
    public async Task<TaskOutcome> HandleAsync(
        OwnerEventPublished task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        var audience = await AudienceQueries.FindAsync(database, task.ChannelId, ct);
        if (audience is null)
        {
            return new TaskOutcome.Reject("no such channel");
        }

        await publisher.PublishAsync(task, ct);
        var key = KeyOf(task);
        if (
            audience.Chat is not { } chat
            || audience.Muted.Contains(task.Event.ToString())
            || await NoticeQueries.IsKnownAsync(database, key, ct)
        )
        {
            return TaskOutcome.Completed;
        }

        if (audience.IsUnreachable)
        {
            return await KeepAsync(delivery, task, chat, isSent: false, lost: null, ct);
        }

        switch (await messenger.TellAsync(task, audience, chat, ct))
        {
            case Told.Yes(var reached):
                return await KeepAsync(delivery, task, reached, isSent: true, lost: null, ct);

            case Told.Later(var after, var reason):
                return new TaskOutcome.Retry(after, reason);

            case Told.Unreachable(var reason):
                log.OwnerUnreachable(key, task.ChannelId, reason);
                return await KeepAsync(delivery, task, chat, isSent: false, reason, ct);

            case Told.Refused(var reason):
                // The text itself is at fault, not the owner: a person has to look.
                return new TaskOutcome.Reject($"message refused: {reason}");

            case var other:
                throw new InvalidOperationException($"unknown telling: {other}");
        }
    }

    private static string KeyOf<TTask>(TTask task)
        where TTask : ITask<TTask> => task.EffectKey;

    private async Task<TaskOutcome> KeepAsync(
        Delivery delivery,
        OwnerEventPublished task,
        long chat,
        bool isSent,
        string? lost,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        await NoticeQueries.InsertAsync(unit, KeyOf(task), chat, isSent, task, ct);
        if (lost is not null)
        {
            await AudienceQueries.LoseAsync(unit, chat, lost, ct);
        }

        await unit.CommitAsync(ct);
        log.NoticeKept(KeyOf(task), isSent ? "sent" : "undelivered");
        return TaskOutcome.Completed;
    }
}
