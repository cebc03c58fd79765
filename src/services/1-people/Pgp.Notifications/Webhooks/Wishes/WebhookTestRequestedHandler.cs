using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;
using Pgp.Contracts.Webhooks;
using Pgp.Notifications.Webhooks.Events;

namespace Pgp.Notifications.Webhooks.Wishes;

/// <summary>Sends an event that is about nothing to one endpoint, be it on or off.</summary>
internal sealed class WebhookTestRequestedHandler(Database database, WebhookSignal signal)
    : ITaskHandler<WebhookTestRequested>
{
    public async Task<TaskOutcome> HandleAsync(
        WebhookTestRequested task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        // Whoever removed the endpoint meanwhile does not want to know any more.
        if (await WebhookEventQueries.AccountAsync(unit, task.EndpointId, ct) is { } account)
        {
            await QueueAsync(unit, account, task, ct);
        }

        await unit.CommitAsync(ct);
        signal.Raise();
        return TaskOutcome.Completed;
    }

    private static async Task QueueAsync(
        Unit unit,
        AccountId account,
        WebhookTestRequested task,
        CancellationToken ct
    )
    {
        // Each test is an object of its own: it waits for nothing.
        var news = WebhookNews.Of(
            WebhookEventTypes.Test,
            task.DeliveryId.ToString(),
            unit.Now,
            new TestData(task.EndpointId.ToString(), "Events arrive here."),
            WebhookJson.Default.TestData
        );
        var key = $"{news.Type.Name}:{task.DeliveryId}";
        await WebhookEventQueries.LockAsync(unit, account, ct);
        if (
            await WebhookEventQueries.InsertAsync(unit, account, channel: null, key, news, ct) is
            { } id
        )
        {
            await WebhookEventQueries.QueueTestAsync(
                unit,
                task.DeliveryId,
                task.EndpointId,
                id,
                ct
            );
        }
    }
}
