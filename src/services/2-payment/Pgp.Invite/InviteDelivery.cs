using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Tasks;

namespace Pgp.Invite;

/// <summary>Makes the link, keeps it, sends it.</summary>
internal sealed class InviteDelivery(
    Database database,
    TelegramGateway telegram,
    InviteOptions options,
    ILogger<InviteDelivery> log
)
{
    private static readonly TimeSpan PauseAfterSilence = TimeSpan.FromSeconds(1);

    public async Task<TaskOutcome> LinkAndSendAsync(
        Purchase purchase,
        Delivery message,
        CancellationToken ct
    )
    {
        var expires = database.Clock.GetUtcNow() + options.LinkLife;
        var name = purchase.Payment.ToString();
        switch (await telegram.CreateSingleUseLinkAsync(purchase.Channel, name, expires, ct))
        {
            case TelegramOutcome.Created(var url):
                var link = new InviteLink(url, expires);
                if (!await InviteQueries.KeepLinkAsync(database, purchase.Payment, link, ct))
                {
                    // An overlapping delivery stored another link; ours is known to nobody.
                    return new TaskOutcome.Retry(PauseAfterSilence, "another delivery made a link");
                }

                log.LinkMade(purchase.Payment, expires);
                return await SendAsync(purchase, link, message, ct);

            case TelegramOutcome.TooFast(var pause):
                return new TaskOutcome.Retry(pause, "telegram wants a pause before the link");

            case TelegramOutcome.Unknown(var reason):
                // A link may exist, but its address was lost on the way: nobody can use it, and it
                // expires by itself. So making another one lets nobody else in.
                return new TaskOutcome.Retry(PauseAfterSilence, $"link not confirmed: {reason}");

            case var refusal:
                return await FailAsync(purchase, $"no link: {refusal}", ct);
        }
    }

    public async Task<TaskOutcome> SendAsync(
        Purchase purchase,
        InviteLink link,
        Delivery message,
        CancellationToken ct
    )
    {
        if (link.ExpiresAt <= database.Clock.GetUtcNow())
        {
            // It may have arrived and been used, so a second one is a person's decision.
            return await FailAsync(purchase, "the link expired before it was surely sent", ct);
        }

        var chat = TelegramChat.Of(purchase.User);
        var html = InviteText.Html(purchase, link);
        switch (await telegram.SendMessageAsync(chat, html, InviteText.Buttons(link), ct))
        {
            case TelegramOutcome.Sent:
                return await FinishAsync(purchase, message, ct);

            case TelegramOutcome.TooFast(var pause):
                return new TaskOutcome.Retry(pause, "telegram wants a pause before the message");

            case TelegramOutcome.Unknown(var reason):
                // The same link twice is harmless: it lets in one person, once.
                return new TaskOutcome.Retry(PauseAfterSilence, $"message not confirmed: {reason}");

            case var refusal:
                return await FailAsync(purchase, $"buyer not reached: {refusal}", ct);
        }
    }

    private async Task<TaskOutcome> FinishAsync(
        Purchase purchase,
        Delivery message,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(message, ct))
        {
            return TaskOutcome.Completed;
        }

        await InviteQueries.MarkSentAsync(unit, purchase.Payment, ct);
        await unit.CommitAsync(ct);
        log.InviteSent(purchase.Payment);
        return TaskOutcome.Completed;
    }

    private async Task<TaskOutcome> FailAsync(
        Purchase purchase,
        string reason,
        CancellationToken ct
    )
    {
        if (!await InviteQueries.MarkFailedAsync(database, purchase.Payment, reason, ct))
        {
            // An overlapping delivery decided meanwhile; look at what it decided.
            return new TaskOutcome.Retry(PauseAfterSilence, "another delivery is ahead");
        }

        log.InviteFailed(purchase.Payment, reason);
        return new TaskOutcome.Reject(reason);
    }
}
