using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Notifications.Alerts;

/// <summary>
/// Tells the operators on every channel there is. What a channel took is recorded at once, so that
/// a channel that is down is tried again by itself and the others hear nothing twice.
/// </summary>
internal sealed class AlertRaisedHandler(
    Database database,
    IEnumerable<IAlertChannel> channels,
    ILogger<AlertRaisedHandler> log
) : ITaskHandler<AlertRaised>
{
    public async Task<TaskOutcome> HandleAsync(
        AlertRaised task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        var key = KeyOf(task);
        var settled = await AlertDeliveryQueries.SettledAsync(database, key, ct);
        var waits = new List<(string Channel, Telling.Later Why)>();
        foreach (var channel in channels.Where(channel => !settled.Contains(channel.Name)))
        {
            switch (await channel.TellAsync(task, ct))
            {
                case Telling.Told:
                    await AlertDeliveryQueries.SettleAsync(database, key, channel.Name, null, ct);
                    break;
                case Telling.Refused(var reason):
                    log.ChannelRefused(key, channel.Name, reason);
                    await AlertDeliveryQueries.SettleAsync(database, key, channel.Name, reason, ct);
                    break;
                case Telling.Later later:
                    waits.Add((channel.Name, later));
                    break;
                case var other:
                    throw new InvalidOperationException($"unknown telling: {other}");
            }
        }

        return waits.Count == 0 ? await FinishAsync(delivery, ct) : Again(waits);
    }

    private static string KeyOf<TTask>(TTask task)
        where TTask : ITask<TTask> => task.EffectKey;

    private static TaskOutcome.Retry Again(List<(string Channel, Telling.Later Why)> waits) =>
        new TaskOutcome.Retry(
            waits.Min(wait => wait.Why.After),
            string.Join("; ", waits.Select(wait => $"{wait.Channel}: {wait.Why.Reason}"))
        );

    private async Task<TaskOutcome> FinishAsync(Delivery delivery, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        if (await unit.ClaimAsync(delivery, ct))
        {
            await unit.CommitAsync(ct);
        }

        return TaskOutcome.Completed;
    }
}
