using System.Numerics;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Channels;

/// <summary>What a channel has collected and not yet paid out.</summary>
/// <param name="Payable">Micro-USDT, converted.</param>
/// <param name="Waiting">Dollars' worth that is to be converted.</param>
public sealed record Collected(ChannelId ChannelId, BigInteger Payable, Amount<Usd> Waiting)
{
    public bool IsNothing => Payable.IsZero && Waiting.Atomic.IsZero;
}

/// <summary>The payout of a channel that was begun last of those that arrived.</summary>
public sealed record LastPayout(
    ChannelId ChannelId,
    CoinAmount Amount,
    string? Hash,
    DateTimeOffset At
);

/// <summary>
/// Reads where the money of an owner's channels stands: the same for the bot and for the web API.
/// </summary>
public static class CollectedQueries
{
    private const string CollectedSql = """
        select c.channel_id, coalesce(b.payable, 0),
               coalesce((select sum(k.net_usd)
                           from credits k
                          where k.channel_id = c.channel_id and k.usdt_amount is null), 0)
          from channels c
          left join payable_balances b using (channel_id)
         where c.owner_user_id = $1
        """;

    private const string LastPayoutsSql = """
        select c.channel_id, arrived.paid_coin, arrived.paid_amount, arrived.paid_hash,
               arrived.completed_at
          from channels c
         cross join lateral (
               select x.paid_coin, x.paid_amount, x.paid_hash, x.completed_at
                 from payouts p
                 join payout_executions x using (payout_id)
                where p.channel_id = c.channel_id
                  and x.state = 'completed'
                  and x.paid_coin is not null
                order by p.created_at desc, p.payout_id desc
                limit 1) arrived
         where c.owner_user_id = $1
        """;

    /// <summary>One for each channel of the owner.</summary>
    public static Task<IReadOnlyList<Collected>> OfOwnerAsync(
        Unit unit,
        TelegramUserId owner,
        CancellationToken ct
    ) =>
        unit.Sql(CollectedSql)
            .With(owner.Value)
            .AllAsync(row => new Collected(row.Id<ChannelKind>(0), row.Atomic(1), row.Usd(2)), ct);

    /// <summary>At most one for each channel of the owner.</summary>
    public static Task<IReadOnlyList<LastPayout>> LastPayoutsAsync(
        Unit unit,
        TelegramUserId owner,
        CancellationToken ct
    ) =>
        unit.Sql(LastPayoutsSql)
            .With(owner.Value)
            .AllAsync(
                row => new LastPayout(
                    row.Id<ChannelKind>(0),
                    row.CoinAmount(1),
                    row.TextOrNull(3),
                    row.Time(4)
                ),
                ct
            );
}
