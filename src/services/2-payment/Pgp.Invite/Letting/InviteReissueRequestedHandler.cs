using System.Globalization;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Invite.Letting;

/// <summary>
/// Makes another invite for somebody who has lost his; the old one stops working.
/// </summary>
internal sealed class InviteReissueRequestedHandler(
    Database database,
    TelegramGateway telegram,
    InviteDelivery delivery,
    InviteOptions options
) : ITaskHandler<InviteReissueRequested>
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public async Task<TaskOutcome> HandleAsync(
        InviteReissueRequested task,
        Delivery message,
        CancellationToken ct
    )
    {
        var cause = string.Create(CultureInfo.InvariantCulture, $"reissue:{task.UpdateId}");
        var invitation = await AccessQueries.OfSubscriptionAsync(
            database,
            task.SubscriptionId,
            cause,
            ct
        );
        if (invitation is null)
        {
            return new TaskOutcome.Reject("no such subscription");
        }

        var known = await InviteQueries.FindAsync(database, cause, ct);
        var since = database.Clock.GetUtcNow() - Day;
        if (
            known is null
            && await InviteQueries.ReissuesAsync(database, invitation, since, ct)
                >= options.ReissuesPerDay
        )
        {
            var say = await AccessQueries.SpeechAsync(database, invitation.User, ct);
            var text = InviteText.TooOften(say, invitation).Html;
            await telegram.SendMessageAsync(TelegramChat.Of(invitation.User), text, [], ct);
            return TaskOutcome.Completed;
        }

        return await delivery.LetInAsync(invitation, message, ct);
    }
}
