using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Notifications.Webhooks.Wishes;

/// <summary>
/// Makes one delivery due at once, with all its attempts if it had come to its end.
/// </summary>
internal sealed class WebhookRetryRequestedHandler(Database database, WebhookSignal signal)
    : ITaskHandler<WebhookRetryRequested>
{
    public async Task<TaskOutcome> HandleAsync(
        WebhookRetryRequested task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        await WishQueries.RetryAsync(unit, task.DeliveryId, ct);
        await unit.CommitAsync(ct);
        signal.Raise();
        return TaskOutcome.Completed;
    }
}
