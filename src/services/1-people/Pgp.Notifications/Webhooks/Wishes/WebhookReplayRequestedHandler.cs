using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Notifications.Webhooks.Wishes;

/// <summary>Puts what happened in a time into an endpoint's queue once more.</summary>
internal sealed class WebhookReplayRequestedHandler(
    Database database,
    WebhookSignal signal,
    ILogger<WebhookReplayRequestedHandler> log
) : ITaskHandler<WebhookReplayRequested>
{
    public async Task<TaskOutcome> HandleAsync(
        WebhookReplayRequested task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        var begun = await WishQueries.ReplayAsync(unit, task, ct);
        await unit.CommitAsync(ct);
        log.WebhookReplayed(task.EndpointId, begun);
        signal.Raise();
        return TaskOutcome.Completed;
    }
}
