using Pgp.Common.Database;
using Pgp.Contracts.Tasks;

namespace Pgp.Channels;

/// <summary>What became of the wish to sell a channel.</summary>
public abstract record Registration
{
    private Registration() { }

    public sealed record Done(RegisteredChannel Channel) : Registration;

    /// <summary>One of the two channels is registered already; nothing was written.</summary>
    public sealed record SoldAlready : Registration;

    /// <summary>The owner has as many as one may have; nothing was written.</summary>
    public sealed record TooMany : Registration;
}

/// <summary>Takes channels in: from then on they are sold.</summary>
public static class Registry
{
    /// <summary>The most that one owner may have (spec 30, 10, scenario 19).</summary>
    public const int OwnedMax = 10;

    /// <summary>
    /// Writes the channel with its tiers and asks for its posts, in the caller's unit.
    /// </summary>
    public static async Task<Registration> RegisterAsync(
        Unit unit,
        ChannelDraft draft,
        CancellationToken ct
    )
    {
        if (
            draft.Owner is { } owner
            && await ChannelQueries.CountLockedAsync(unit, owner, ct) >= OwnedMax
        )
        {
            return new Registration.TooMany();
        }

        var id = ChannelId.New(unit.Clock);
        var channel = new RegisteredChannel(
            id,
            LinkCode.New(),
            [.. draft.Tiers.Select(tier => tier.No)]
        );
        if (!await ChannelQueries.InsertAsync(unit, channel, draft, ct))
        {
            return new Registration.SoldAlready();
        }

        foreach (var tier in draft.Tiers)
        {
            await ChannelQueries.InsertTierAsync(unit, id, tier, ct);
        }

        await unit.BeginsStoryOf(id.ToString())
            .EnqueueAsync(new PostsWanted(id, Cause: "registered"), ct);
        return new Registration.Done(channel);
    }
}
