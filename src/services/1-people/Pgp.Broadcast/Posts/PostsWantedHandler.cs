using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Broadcast.Posts;

/// <summary>
/// A channel is new, has changed, or its owner wants its posts. Within the cool-down the wish is
/// kept for its end, so that a change of prices is never left out.
/// </summary>
internal sealed class PostsWantedHandler(
    Database database,
    TriggerDesk desk,
    BroadcastOptions options,
    PostsSignal signal
) : ITaskHandler<PostsWanted>
{
    public async Task<TaskOutcome> HandleAsync(
        PostsWanted task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        var (exists, _) = await TriggerQueries.OwnerAsync(unit, task.ChannelId, ct);
        if (!exists)
        {
            return new TaskOutcome.Reject("no such channel");
        }

        if (await TriggerQueries.CreateAsync(unit, task.ChannelId, ct) == 0)
        {
            var isFree = await TriggerQueries.TakeAsync(
                unit,
                task.ChannelId,
                options.TriggerEvery,
                ct
            );
            var wait = isFree ? TimeSpan.Zero : await desk.LeftAsync(unit, task.ChannelId, ct);
            await TriggerQueries.DueAsync(unit, task.ChannelId, unit.Now + wait, ct);
        }

        await unit.CommitAsync(ct);
        signal.Raise();
        return TaskOutcome.Completed;
    }
}
