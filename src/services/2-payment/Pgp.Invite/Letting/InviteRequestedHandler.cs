using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Invite.Letting;

/// <summary>The last gate before access: nothing but paid days get through.</summary>
internal sealed class InviteRequestedHandler(Database database, InviteDelivery delivery)
    : ITaskHandler<InviteRequested>
{
    public async Task<TaskOutcome> HandleAsync(
        InviteRequested task,
        Delivery message,
        CancellationToken ct
    ) =>
        await AccessQueries.OfPaymentAsync(database, task.PaymentId, ct) is { } invitation
            ? await delivery.LetInAsync(invitation, message, ct)
            : new TaskOutcome.Reject("no such payment, or it gave no access");
}
