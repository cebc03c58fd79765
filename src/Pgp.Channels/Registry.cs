using Pgp.Common.Database;
using Pgp.Contracts.Tasks;

namespace Pgp.Channels;

/// <summary>Takes channels in: from then on they are sold.</summary>
public static class Registry
{
    /// <summary>
    /// Writes the channel with its tiers and asks for its posts, in the caller's unit.
    /// </summary>
    /// <returns>
    /// <see langword="null"/> when one of the two channels is registered already: nothing is
    /// written.
    /// </returns>
    public static async Task<RegisteredChannel?> RegisterAsync(
        Unit unit,
        ChannelDraft draft,
        CancellationToken ct
    )
    {
        var id = ChannelId.New(unit.Clock);
        var channel = new RegisteredChannel(
            id,
            LinkCode.New(),
            [.. draft.Tiers.Select(tier => tier.No)]
        );
        if (!await ChannelQueries.InsertAsync(unit, channel, draft, ct))
        {
            return null;
        }

        foreach (var tier in draft.Tiers)
        {
            await ChannelQueries.InsertTierAsync(unit, id, tier, ct);
        }

        await unit.BeginsStoryOf(id.ToString())
            .EnqueueAsync(new PostsWanted(id, Cause: "registered"), ct);
        return channel;
    }
}
