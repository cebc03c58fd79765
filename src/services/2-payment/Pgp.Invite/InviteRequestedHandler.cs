using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Invite;

/// <summary>
/// The last gate before access: nothing but a paid subscription gets through. Each step is
/// committed before the next one calls out, so that a repetition goes on with the link that exists.
/// </summary>
internal sealed class InviteRequestedHandler(Database database, InviteDelivery delivery)
    : ITaskHandler<InviteRequested>
{
    public async Task<TaskOutcome> HandleAsync(
        InviteRequested task,
        Delivery message,
        CancellationToken ct
    )
    {
        var purchase = await InviteQueries.PurchaseAsync(database, task.PaymentId, ct);
        if (purchase is null)
        {
            return new TaskOutcome.Reject("no such payment, or it belongs to no order");
        }

        var invite = await InviteQueries.FindAsync(database, task.PaymentId, ct);
        switch (invite)
        {
            // Asked before the payment's state: what was sent stays sent after a refund.
            case { State: Invite.Sent }:
                return TaskOutcome.Completed;
            case { State: Invite.Failed }:
                return new TaskOutcome.Reject(invite.Reason ?? "failed before");
        }

        if (!purchase.IsPaid || purchase.Days is null)
        {
            return new TaskOutcome.Reject(
                purchase.IsPaid ? "the payment is a donation" : "the payment is not paid"
            );
        }

        if (invite is null)
        {
            await InviteQueries.RequestAsync(database, purchase, ct);
        }

        return invite?.Link is { } link
            ? await delivery.SendAsync(purchase, link, message, ct)
            : await delivery.LinkAndSendAsync(purchase, message, ct);
    }
}
