using Pgp.Common.Database;

namespace Pgp.Broadcast.Posts;

/// <summary>Takes the wish of an owner to see the posts of a channel made now.</summary>
internal sealed class TriggerDesk(Database database, BroadcastOptions options, PostsSignal signal)
{
    public async Task<Trigger> TakeAsync(ChannelId channel, long owner, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        var (exists, itsOwner) = await TriggerQueries.OwnerAsync(unit, channel, ct);
        if (!exists)
        {
            return new Trigger.NotFound();
        }

        if (itsOwner != owner)
        {
            return new Trigger.Foreign();
        }

        await TriggerQueries.CreateAsync(unit, channel, ct);
        if (!await TriggerQueries.TakeAsync(unit, channel, options.TriggerEvery, ct))
        {
            return new Trigger.TooSoon(await LeftAsync(unit, channel, ct));
        }

        await TriggerQueries.DueAsync(unit, channel, unit.Now, ct);
        await unit.CommitAsync(ct);
        signal.Raise();
        return new Trigger.Accepted();
    }

    public async Task<TimeSpan> LeftAsync(Unit unit, ChannelId channel, CancellationToken ct) =>
        await TriggerQueries.LastAsync(unit, channel, ct) + options.TriggerEvery - unit.Now;
}
