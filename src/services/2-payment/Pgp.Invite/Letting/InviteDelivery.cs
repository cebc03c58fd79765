using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Tasks;

namespace Pgp.Invite.Letting;

/// <summary>
/// Lets somebody in who has access: looks whether he is inside, makes the link, keeps it, sends it.
/// Each step is committed before the next one calls out, so that a repetition goes on with the link
/// that exists.
/// </summary>
internal sealed class InviteDelivery(
    Database database,
    TelegramGateway telegram,
    Links links,
    ILogger<InviteDelivery> log
)
{
    private static readonly TimeSpan PauseAfterSilence = TimeSpan.FromSeconds(1);

    public async Task<TaskOutcome> LetInAsync(
        Invitation invitation,
        Delivery message,
        CancellationToken ct
    )
    {
        var invite = await InviteQueries.FindAsync(database, invitation.Cause, ct);
        switch (invite)
        {
            // Asked before the access: what was sent stays sent after a refund.
            case { State: Invite.Sent or Invite.Member }:
                return TaskOutcome.Completed;
            case { State: Invite.Failed }:
                return new TaskOutcome.Reject(invite.Reason ?? "failed before");
        }

        if (!invitation.HasAccess)
        {
            return new TaskOutcome.Reject("the payment is not paid, or the access has ended");
        }

        if (invite is null)
        {
            await InviteQueries.RequestAsync(database, invitation, ct);
        }

        return invite?.Link is { } link
            ? await SendAsync(invitation, link, message, ct)
            : await LookAndLinkAsync(invitation, message, ct);
    }

    private async Task<TaskOutcome> LookAndLinkAsync(
        Invitation invitation,
        Delivery message,
        CancellationToken ct
    )
    {
        switch (await telegram.GetMemberAsync(invitation.Channel, invitation.User, ct))
        {
            case TelegramOutcome.Membership { IsInside: true }:
                return await GreetAsync(invitation, message, ct);
            case TelegramOutcome.TooFast(var pause):
                return new TaskOutcome.Retry(pause, "telegram wants a pause before the look");
        }

        // Whatever else came of it, the person is not known to be inside: invite.
        if (await links.RevokeOthersAsync(invitation, ct) is { } wait)
        {
            return new TaskOutcome.Retry(wait, "telegram wants a pause before the link");
        }

        return await LinkAndSendAsync(invitation, message, ct);
    }

    private async Task<TaskOutcome> LinkAndSendAsync(
        Invitation invitation,
        Delivery message,
        CancellationToken ct
    )
    {
        switch (await links.MakeAsync(invitation, ct))
        {
            case (TelegramOutcome.Created, { } link):
                if (!await InviteQueries.KeepLinkAsync(database, invitation.Cause, link, ct))
                {
                    // An overlapping delivery stored another link; ours is known to nobody.
                    return new TaskOutcome.Retry(PauseAfterSilence, "another delivery made a link");
                }

                log.LinkMade(invitation.Cause, link.ExpiresAt);
                return await SendAsync(invitation, link, message, ct);

            case (TelegramOutcome.TooFast(var pause), _):
                return new TaskOutcome.Retry(pause, "telegram wants a pause before the link");

            case (TelegramOutcome.Unknown(var reason), _):
                // A link may exist, but its address was lost on the way: nobody can use it, and it
                // expires by itself. So making another one lets nobody else in.
                return new TaskOutcome.Retry(PauseAfterSilence, $"link not confirmed: {reason}");

            case (var refusal, _):
                return await FailAsync(invitation, $"no link: {refusal}", ct);
        }
    }

    private async Task<TaskOutcome> SendAsync(
        Invitation invitation,
        InviteLink link,
        Delivery message,
        CancellationToken ct
    )
    {
        if (link.ExpiresAt <= database.Clock.GetUtcNow())
        {
            // It may have arrived and been used, so a second one is a person's decision.
            return await FailAsync(invitation, "the link expired before it was surely sent", ct);
        }

        var say = await AccessQueries.SpeechAsync(database, invitation.User, ct);
        var text = InviteText.Invite(say, invitation, link).Html;
        var buttons = InviteText.Buttons(say, link);
        var chat = TelegramChat.Of(invitation.User);
        switch (await telegram.SendMessageAsync(chat, text, buttons, ct))
        {
            case TelegramOutcome.Sent:
                return await FinishAsync(invitation, InviteQueries.MarkSentAsync, message, ct);

            case TelegramOutcome.TooFast(var pause):
                return new TaskOutcome.Retry(pause, "telegram wants a pause before the message");

            case TelegramOutcome.Unknown(var reason):
                // The same link twice is harmless: it lets in one person, once.
                return new TaskOutcome.Retry(PauseAfterSilence, $"message not confirmed: {reason}");

            case var refusal:
                return await FailAsync(invitation, $"buyer not reached: {refusal}", ct);
        }
    }

    // Whose access only went on hears of it from the bot; who comes back before he was removed,
    // here.
    private async Task<TaskOutcome> GreetAsync(
        Invitation invitation,
        Delivery message,
        CancellationToken ct
    )
    {
        if (invitation.Opens)
        {
            var say = await AccessQueries.SpeechAsync(database, invitation.User, ct);
            var outcome = await telegram.SendMessageAsync(
                TelegramChat.Of(invitation.User),
                InviteText.Inside(say, invitation).Html,
                [],
                ct
            );
            if (outcome is TelegramOutcome.TooFast(var pause))
            {
                return new TaskOutcome.Retry(pause, "telegram wants a pause before the message");
            }
        }

        return await FinishAsync(invitation, InviteQueries.MarkMemberAsync, message, ct);
    }

    private async Task<TaskOutcome> FinishAsync(
        Invitation invitation,
        Func<Unit, string, CancellationToken, Task<bool>> mark,
        Delivery message,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(message, ct))
        {
            return TaskOutcome.Completed;
        }

        await mark(unit, invitation.Cause, ct);
        await unit.CommitAsync(ct);
        log.InviteSettled(invitation.Cause);
        return TaskOutcome.Completed;
    }

    private async Task<TaskOutcome> FailAsync(
        Invitation invitation,
        string reason,
        CancellationToken ct
    )
    {
        if (!await InviteQueries.MarkFailedAsync(database, invitation.Cause, reason, ct))
        {
            // An overlapping delivery decided meanwhile; look at what it decided.
            return new TaskOutcome.Retry(PauseAfterSilence, "another delivery is ahead");
        }

        log.InviteFailed(invitation.Cause, reason);
        return new TaskOutcome.Reject(reason);
    }
}
