using System.Text.Json.Nodes;
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

/// <summary>What still ties people and money to a channel.</summary>
/// <param name="Members">Who have access.</param>
/// <param name="AccessUntil">The latest end of it.</param>
/// <param name="HasMoney">Whether anything is on its way to the owner, or waits to be.</param>
public sealed record ChannelTies(long Members, DateTimeOffset? AccessUntil, bool HasMoney)
{
    public bool AreNone => Members == 0 && !HasMoney;
}

/// <summary>Takes channels in, and out again: in between they are sold.</summary>
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
        CancellationToken ct,
        Actor? actor = null
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

        if (draft.Owner is { } mine)
        {
            await Audit.WriteAsync(
                unit,
                new AuditEntry(actor ?? Actor.InBot(mine), "channel.registered", id.ToString())
                {
                    Owner = mine,
                    After = new JsonObject { ["title"] = draft.ClosedTitle },
                },
                ct
            );
        }

        await unit.BeginsStoryOf(id.ToString())
            .EnqueueAsync(new PostsWanted(id, Cause: "registered"), ct);
        return new Registration.Done(channel);
    }

    /// <summary>Reads what has to end before the channel can; it is locked.</summary>
    public static Task<ChannelTies> TiesAsync(Unit unit, ChannelId id, CancellationToken ct) =>
        ArchiveQueries.TiesAsync(unit, id, ct);

    /// <summary>Ends the sale; its row stays, as payments and statements name it.</summary>
    public static async Task ArchiveAsync(Unit unit, OwnedChannel channel, CancellationToken ct)
    {
        await ArchiveQueries.ArchiveAsync(unit, channel.Id, ct);
        await Audit.WriteAsync(
            unit,
            new AuditEntry(channel.Actor, "channel.archived", channel.Id.ToString())
            {
                Owner = channel.Owner,
                Before = new JsonObject { ["title"] = channel.ClosedTitle },
            },
            ct
        );
        await unit.BeginsStoryOf(channel.Id.ToString())
            .EnqueueAsync(new PostsWanted(channel.Id, Cause: "archived"), ct);
    }
}
