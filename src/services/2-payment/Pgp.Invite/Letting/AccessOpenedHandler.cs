using System.Globalization;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Invite.Letting;

/// <summary>Lets somebody in who did not pay himself: a trial.</summary>
internal sealed class AccessOpenedHandler(Database database, InviteDelivery delivery)
    : ITaskHandler<AccessOpened>
{
    public async Task<TaskOutcome> HandleAsync(
        AccessOpened task,
        Delivery message,
        CancellationToken ct
    )
    {
        var cause = string.Create(
            CultureInfo.InvariantCulture,
            $"opened:{task.SubscriptionId}:{task.Seq}"
        );
        var invitation = await AccessQueries.OfSubscriptionAsync(
            database,
            task.SubscriptionId,
            cause,
            ct
        );
        return invitation is null
            ? new TaskOutcome.Reject("no such subscription")
            : await delivery.LetInAsync(invitation, message, ct);
    }
}
