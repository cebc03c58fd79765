using System.Text.Json.Nodes;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;

namespace Pgp.Channels;

/// <summary>
/// The steps of a wallet change, each with all that follows from it, wherever the owner took it: he
/// hears of it in the bot and by mail, and it is written down.
/// </summary>
public static class WalletChanges
{
    /// <returns>Null when it is the same wallet, or another change waits already.</returns>
    public static async Task<WalletChangeId?> HoldAsync(
        Unit unit,
        OwnedChannel channel,
        Wallet wallet,
        TimeSpan hold,
        CancellationToken ct
    )
    {
        var id = WalletChangeId.New(unit.Clock);
        if (
            wallet == channel.Payout.Wallet
            || !await WalletQueries.HoldAsync(unit, channel, id, wallet, hold, ct)
        )
        {
            return null;
        }

        await TellAsync(unit, id, WalletStage.Held, ct);
        await Audit.WriteAsync(
            unit,
            new AuditEntry(channel.Actor, "wallet.change_held", channel.Id.ToString())
            {
                Owner = channel.Owner,
                Before = Shown(channel.Payout.Wallet),
                After = Shown(wallet),
            },
            ct
        );
        return id;
    }

    /// <returns><see langword="false"/>: it no longer waits, or is not this person's.</returns>
    public static async Task<bool> CancelAsync(
        Unit unit,
        WalletChangeId id,
        TelegramUserId owner,
        Actor actor,
        CancellationToken ct
    )
    {
        if (!await WalletQueries.CancelAsync(unit, id, owner, ct))
        {
            return false;
        }

        await Audit.WriteAsync(
            unit,
            new AuditEntry(actor, "wallet.change_cancelled", id.ToString()) { Owner = owner },
            ct
        );
        return true;
    }

    /// <summary>Ends a change whose hold is over.</summary>
    /// <returns>Its new state; null when it no longer waits, or not yet long enough.</returns>
    public static async Task<string?> ApplyAsync(Unit unit, WalletChangeId id, CancellationToken ct)
    {
        if (await WalletQueries.ApplyAsync(unit, id, ct) is not { } state)
        {
            return null;
        }

        var change = await WalletQueries.FindAsync(unit, id, ct);
        await TellAsync(unit, id, WalletStage.Ended, ct);
        await Audit.WriteAsync(
            unit,
            new AuditEntry(Actor.System, $"wallet.change_{state}", change.Channel.ToString())
            {
                Owner = change.ChangedBy,
                Before = Shown(change.Before),
                After = Shown(change.After),
            },
            ct
        );
        return state;
    }

    private static async Task TellAsync(
        Unit unit,
        WalletChangeId id,
        WalletStage stage,
        CancellationToken ct
    )
    {
        unit.BeginsStoryOf(id.ToString());
        await unit.EnqueueAsync(new WalletChangeNews(id, stage), ct);
        await unit.EnqueueAsync(new WalletMailWanted(id, stage), ct);
    }

    private static JsonObject Shown(Wallet wallet) =>
        new()
        {
            ["payout_coin"] = wallet.Coin.ToString(),
            ["payout_address"] = wallet.Address,
            ["payout_extra_id"] = wallet.ExtraId,
        };
}
