using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;

namespace Pgp.Orchestrator.Subscriptions;

/// <summary>
/// Begins a trial, if the channel gives one and the person never had access. Asked again, or too
/// late, nothing happens: SERVER has said why before it asked.
/// </summary>
internal sealed class TrialRequestedHandler(Database database, ILogger<TrialRequestedHandler> log)
    : ITaskHandler<TrialRequested>
{
    private const string DaysSql = """
        select trial_days from channels where channel_id = $1
        """;

    public async Task<TaskOutcome> HandleAsync(
        TrialRequested task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        var days = await unit.Sql(DaysSql)
            .With(task.ChannelId)
            .ValueAsync(row => row.Number(0), ct);
        if (days is not > 0)
        {
            return new TaskOutcome.Reject("this channel gives no trial");
        }

        var user = new TelegramUserId(task.UserId);
        var outcome = await SubscriptionChanges.StartTrialAsync(
            unit,
            user,
            task.ChannelId,
            days.Value,
            ct
        );
        await unit.CommitAsync(ct);
        log.TrialAsked(task.ChannelId, outcome is TrialOutcome.Started);
        return TaskOutcome.Completed;
    }
}
