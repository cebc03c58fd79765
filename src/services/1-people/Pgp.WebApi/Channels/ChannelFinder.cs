using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Channels;

/// <summary>Finds a caller's own channel by the id in a path.</summary>
internal static class ChannelFinder
{
    /// <returns>Null: no such id, no such channel, or another's.</returns>
    public static async Task<OwnedChannel?> FindAsync(
        Database database,
        Caller caller,
        string channelId,
        CancellationToken ct
    ) =>
        caller.Owner is { } owner && ChannelId.TryParse(channelId, out var id)
            ? await OwnerQueries.FindAsync(database, owner, id, ct)
            : null;

    /// <summary>
    /// As above; changes are in the caller's name, and nobody else's come between.
    /// </summary>
    public static async Task<OwnedChannel?> LockAsync(
        Unit unit,
        Caller caller,
        string channelId,
        CancellationToken ct
    ) =>
        caller.Owner is { } owner
        && ChannelId.TryParse(channelId, out var id)
        && await OwnerQueries.LockAsync(unit, owner, id, ct) is { } channel
            ? channel with
            {
                Actor = caller.Actor,
            }
            : null;
}
