using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.WebApi.Payouts;

namespace Pgp.WebApi.Balances;

/// <summary>A channel and how its owner is paid.</summary>
/// <param name="Threshold">Null where the owner is paid at once.</param>
internal sealed record BalanceChannel(
    ChannelId Id,
    string Title,
    string Strategy,
    Amount<Usd>? Threshold,
    bool IsArchived
);

/// <summary>One coin of a channel's payouts that have not arrived.</summary>
/// <param name="IsBack">They came back; the others are on their way.</param>
internal sealed record UnfinishedSum(ChannelId Channel, bool IsBack, CoinAmount Amount);

/// <summary>Reads balances of an owner.</summary>
internal static class BalanceQueries
{
    private const string ChannelsSql = """
        select channel_id, closed_title, payout_strategy,
               case when payout_strategy = 'threshold' then payout_threshold_usd end,
               archived_at is not null
          from channels
         where owner_user_id = $1
         order by created_at, channel_id
        """;

    // What comes back from a batch is among the credits again, and counted there.
    private const string UnfinishedSql = """
        with unfinished as (
            select p.payout_id from payouts p where p.state in ('created', 'order_requested')
             union all
            select p.payout_id from payouts p where p.state = 'failed_review'
             union all
            select x.payout_id from payout_executions x where x.state <> 'completed'
             union all
            select p.payout_id
              from channels c
              join payouts p using (channel_id)
             where c.owner_user_id = $1
               and p.state = 'handed_over'
               and p.created_at > $2
               and not exists (select from payout_executions x where x.payout_id = p.payout_id)
        ), known as (
            select p.channel_id, p.batch_id, p.source_coin, p.source_amount,
                   p.state = 'failed_review' or x.state in ('refunded', 'failed_review') as is_back
              from unfinished
              join payouts p using (payout_id)
              left join payout_executions x using (payout_id)
        )
        select k.channel_id, coalesce(k.is_back, false), k.source_coin, sum(k.source_amount)
          from known k
          join channels c using (channel_id)
         where c.owner_user_id = $1
           and not (coalesce(k.is_back, false) and k.batch_id is not null)
         group by 1, 2, 3
         order by 1, 2, 3
        """;

    public static async Task<BalanceAnswer> OfOwnerAsync(
        Unit unit,
        TelegramUserId owner,
        CancellationToken ct
    )
    {
        var channels = await unit.Sql(ChannelsSql).With(owner.Value).AllAsync(ReadChannel, ct);
        var collected = await CollectedQueries.OfOwnerAsync(unit, owner, ct);
        var last = await CollectedQueries.LastPayoutsAsync(unit, owner, ct);
        var unfinished = await UnfinishedAsync(unit, owner, ct);
        return new BalanceAnswer([
            .. from channel in channels
            let money = collected.SingleOrDefault(one => one.ChannelId == channel.Id)
            // Else it was connected a moment ago.
            where money is not null
            let open = unfinished.Where(sum => sum.Channel == channel.Id).ToList()
            where !channel.IsArchived || !money.IsNothing || open.Count > 0
            select BalanceView.Of(
                channel,
                money,
                open,
                last.SingleOrDefault(one => one.ChannelId == channel.Id)
            ),
        ]);
    }

    private static Task<IReadOnlyList<UnfinishedSum>> UnfinishedAsync(
        Unit unit,
        TelegramUserId owner,
        CancellationToken ct
    ) =>
        unit.Sql(UnfinishedSql)
            .With(owner.Value)
            .With(unit.Now - PayoutPageQueries.TakenOverWithin)
            .AllAsync(
                row => new UnfinishedSum(row.Id<ChannelKind>(0), row.Flag(1), row.CoinAmount(2)),
                ct
            );

    private static BalanceChannel ReadChannel(Row row) =>
        new(row.Id<ChannelKind>(0), row.Text(1), row.Text(2), row.UsdOrNull(3), row.Flag(4));
}
