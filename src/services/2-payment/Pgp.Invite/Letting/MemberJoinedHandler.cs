using System.Globalization;
using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;

namespace Pgp.Invite.Letting;

/// <summary>
/// Looks at who came in by a link of ours: the link has done its work and is taken back. Somebody
/// without access came by a leaked one and leaves again; owner and buyer hear of it. Who came by
/// other ways is left to the nightly comparison: owners may let in whom they like.
/// </summary>
internal sealed class MemberJoinedHandler(
    Database database,
    TelegramGateway telegram,
    Links links,
    ILogger<MemberJoinedHandler> log
) : ITaskHandler<MemberJoined>
{
    private static readonly TimeSpan PauseAfterSilence = TimeSpan.FromSeconds(1);

    public async Task<TaskOutcome> HandleAsync(
        MemberJoined task,
        Delivery message,
        CancellationToken ct
    )
    {
        var (channel, user) = (new ClosedChannelId(task.ChatId), new TelegramUserId(task.UserId));
        if (
            task.Link is null
            || await InviteQueries.ByLinkAsync(database, task.Link, channel, ct) is not { } issued
        )
        {
            return TaskOutcome.Completed;
        }

        if (await links.RevokeAsync(channel, issued.Url, ct) is TelegramOutcome.TooFast(var pause))
        {
            return new TaskOutcome.Retry(pause, "telegram wants a pause");
        }

        var access = await AccessQueries.OfPersonAsync(database, channel, user, ct);
        return issued.User == user || access is { HasAccess: true }
            ? TaskOutcome.Completed
            : await TurnOutAsync(issued, channel, user, task.UpdateId, message, ct);
    }

    private async Task<TaskOutcome> TurnOutAsync(
        IssuedLink issued,
        ClosedChannelId channel,
        TelegramUserId user,
        long updateId,
        Delivery message,
        CancellationToken ct
    )
    {
        switch (await telegram.RemoveMemberAsync(channel, user, ct))
        {
            case TelegramOutcome.TooFast(var pause):
                return new TaskOutcome.Retry(pause, "telegram wants a pause");
            case TelegramOutcome.Unknown(var reason):
                return new TaskOutcome.Retry(PauseAfterSilence, $"not confirmed: {reason}");
            case TelegramOutcome.Done:
                break;
            case var refusal:
                log.StrangerStays(updateId, refusal);
                break;
        }

        var (id, title) = await LeakQueries.ChannelAsync(database, channel, ct);
        await using (var unit = await database.BeginAsync(ct))
        {
            if (!await unit.ClaimAsync(message, ct))
            {
                return TaskOutcome.Completed;
            }

            await unit.EnqueueAsync(
                new OwnerEventPublished(
                    OwnerEvent.InviteLeaked,
                    id,
                    string.Create(CultureInfo.InvariantCulture, $"join:{updateId}"),
                    issued.User.Value.ToString(CultureInfo.InvariantCulture)
                ),
                ct
            );
            await unit.CommitAsync(ct);
        }

        log.InviteLeaked(issued.Cause, updateId);
        var say = await AccessQueries.SpeechAsync(database, issued.User, ct);
        var text = InviteText.Leaked(say, title).Html;
        await telegram.SendMessageAsync(TelegramChat.Of(issued.User), text, [], ct);
        return TaskOutcome.Completed;
    }
}
