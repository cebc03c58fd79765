using Microsoft.Extensions.Logging;
using Pgp.Common.Database;

namespace Pgp.Broadcast.Announcements;

/// <summary>Begins announcements whose time has come, and ends those that are through.</summary>
internal sealed class Keeper(Database database, ILogger<Keeper> log)
{
    /// <returns>When there is more to begin or to send; null for nothing in sight.</returns>
    public async Task<DateTimeOffset?> RunAsync(CancellationToken ct)
    {
        while (await BeginAsync(ct)) { }
        await DeliveryQueries.GiveUpAsync(database, ct);
        foreach (var id in await AnnouncementQueries.FinishAsync(database, ct))
        {
            log.AnnouncementIs(id, AnnouncementState.Done);
        }

        return await AnnouncementQueries.NextAsync(database, ct);
    }

    private async Task<bool> BeginAsync(CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        if (await AnnouncementQueries.BeginAsync(unit, ct) is not { } begun)
        {
            return false;
        }

        await DeliveryQueries.FreezeAsync(unit, begun, ct);
        await unit.CommitAsync(ct);
        log.AnnouncementIs(begun.Id, AnnouncementState.Sending);
        return true;
    }
}
