using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;

namespace Pgp.Invite.Letting;

/// <summary>
/// Answers who asks to join: whoever has access is let in, by whatever link he came; nobody else.
/// </summary>
internal sealed class JoinRequestedHandler(
    Database database,
    TelegramGateway telegram,
    ILogger<JoinRequestedHandler> log
) : ITaskHandler<JoinRequested>
{
    private static readonly TimeSpan PauseAfterSilence = TimeSpan.FromSeconds(1);

    public async Task<TaskOutcome> HandleAsync(
        JoinRequested task,
        Delivery message,
        CancellationToken ct
    )
    {
        var (channel, user) = (new ClosedChannelId(task.ChatId), new TelegramUserId(task.UserId));
        var access = await AccessQueries.OfPersonAsync(database, channel, user, ct);
        var isWelcome = access is { HasAccess: true };
        if (!isWelcome)
        {
            // As long as the request is open, the bot may write even to who never started it.
            var say = await AccessQueries.SpeechAsync(database, user, ct);
            var text = InviteText.Declined(say).Html;
            await telegram.SendMessageAsync(TelegramChat.Of(user), text, [], ct);
        }

        var outcome = isWelcome
            ? await telegram.ApproveJoinAsync(channel, user, ct)
            : await telegram.DeclineJoinAsync(channel, user, ct);
        switch (outcome)
        {
            case TelegramOutcome.TooFast(var pause):
                return new TaskOutcome.Retry(pause, "telegram wants a pause");
            case TelegramOutcome.Unknown(var reason):
                return new TaskOutcome.Retry(PauseAfterSilence, $"not confirmed: {reason}");
            case TelegramOutcome.Done:
                log.JoinAnswered(task.UpdateId, isWelcome);
                return TaskOutcome.Completed;
            case var refusal:
                return new TaskOutcome.Reject($"join request not answered: {refusal}");
        }
    }
}
