using System.Text.Json.Nodes;
using Pgp.Common.Database;
using Pgp.Contracts.Money;

namespace Pgp.Channels;

/// <summary>
/// Changes when an owner is paid; where to is changed by a <see cref="WalletChange"/> alone.
/// </summary>
public static class PayoutEdits
{
    private const string PaySql = """
        update channels
           set payout_strategy = $3, payout_threshold_usd = $4
         where channel_id    = $1
           and owner_user_id = $2
        """;

    /// <returns><see langword="false"/>: the channel is another's.</returns>
    public static async Task<bool> PayAsync(
        Unit unit,
        OwnedChannel channel,
        string strategy,
        Amount<Usd>? threshold,
        CancellationToken ct
    )
    {
        if (
            !await unit.Sql(PaySql)
                .With(channel.Id)
                .With(channel.Owner.Value)
                .With(strategy)
                .With(threshold)
                .HitsAsync(ct)
        )
        {
            return false;
        }

        await Audit.WriteAsync(
            unit,
            new AuditEntry(channel.Actor, "payout.strategy_changed", channel.Id.ToString())
            {
                Owner = channel.Owner,
                Before = Shown(channel.Payout.Strategy, channel.Payout.Threshold),
                After = Shown(strategy, threshold),
            },
            ct
        );
        return true;
    }

    private static JsonObject Shown(string strategy, Amount<Usd>? threshold) =>
        new()
        {
            ["payout_strategy"] = strategy,
            ["payout_threshold_usd"] = threshold?.ToDecimalText(),
        };
}
