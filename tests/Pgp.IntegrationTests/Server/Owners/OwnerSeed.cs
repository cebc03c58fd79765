using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.IntegrationTests.Support;

namespace Pgp.IntegrationTests.Server.Owners;

/// <summary>Channels that belong to somebody.</summary>
internal static class OwnerSeed
{
    /// <summary>A channel of this owner with one price, 9.99 for 30 days.</summary>
    public static async Task<OwnedChannel> ChannelAsync(
        TestDatabase db,
        Database database,
        TelegramUserId owner,
        CancellationToken ct
    )
    {
        var id = await Seed.ChannelAsync(db);
        await db.RunAsync(
            "update channels set owner_user_id = $2 where channel_id = $1",
            id.Value,
            owner.Value
        );
        await db.RunAsync("insert into tiers values ($1, 1, 9.99, 30)", id.Value);
        var mine = await OwnerQueries.OfOwnerAsync(database, owner, ct);
        return mine.Single(channel => channel.Id == id);
    }
}
