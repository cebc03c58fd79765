using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Notifications;

/// <summary>
/// Tells the owner once per event. A repetition after a lost answer may show the message twice; an
/// event without a notice would be worse.
/// </summary>
internal sealed class OwnerEventPublishedHandler(
    Database database,
    TelegramGateway telegram,
    ILogger<OwnerEventPublishedHandler> log
) : ITaskHandler<OwnerEventPublished>
{
    private static readonly TimeSpan PauseAfterSilence = TimeSpan.FromSeconds(1);

    public async Task<TaskOutcome> HandleAsync(
        OwnerEventPublished task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        var owner = await NoticeQueries.OwnerAsync(database, task.ChannelId, ct);
        if (owner is null)
        {
            return new TaskOutcome.Reject("no such channel");
        }

        var key = $"{task.Event}:{task.Subject}";
        if (
            owner.NotifyChatId is not { } chat
            || await NoticeQueries.IsKnownAsync(database, key, ct)
        )
        {
            return TaskOutcome.Completed;
        }

        var html = OwnerMessage.Html(task, owner.ChannelTitle);
        switch (await telegram.SendMessageAsync(new TelegramChat(chat), html, [], ct))
        {
            case TelegramOutcome.Sent:
                return await KeepAsync(delivery, new Notice(key, chat, Notice.Sent), ct);

            case TelegramOutcome.TooFast(var pause):
                return new TaskOutcome.Retry(pause, "telegram wants a pause");

            case TelegramOutcome.Unknown(var reason):
                return new TaskOutcome.Retry(PauseAfterSilence, $"not confirmed: {reason}");

            case TelegramOutcome.Refused(var description):
                // The text itself is at fault, not the owner: a person has to look.
                return new TaskOutcome.Reject($"message refused: {description}");

            case var refusal:
                log.OwnerUnreachable(key, task.ChannelId, refusal);
                return await KeepAsync(delivery, new Notice(key, chat, Notice.Unreachable), ct);
        }
    }

    private async Task<TaskOutcome> KeepAsync(
        Delivery delivery,
        Notice notice,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        await NoticeQueries.InsertAsync(unit, notice, ct);
        await unit.CommitAsync(ct);
        log.NoticeKept(notice.Key, notice.State);
        return TaskOutcome.Completed;
    }
}
