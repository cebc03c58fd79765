using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Analytics;

/// <summary>What came on one day.</summary>
internal sealed record DaySum(
    string Day,
    long Payments,
    Amount<Usd> Gross,
    Amount<Usd> Fee,
    Amount<Usd> Donations
);

/// <summary>Subscribers of one channel, state and tier.</summary>
internal sealed record MemberCount(
    ChannelId Channel,
    string State,
    int? Tier,
    long Count,
    long Expiring
);

/// <summary>A tier that is sold.</summary>
internal sealed record TierPrice(ChannelId Channel, int No, Amount<Usd> Price);

/// <summary>What came for one tier.</summary>
internal sealed record TierRevenue(ChannelId Channel, int No, Amount<Usd> Revenue);

/// <summary>How far the orders of some days got.</summary>
internal sealed record FunnelCounts(long Ordered, long Invoiced, long Paid, long Joined);

/// <summary>Reads the figures of an owner's channels.</summary>
internal static class OverviewQueries
{
    // Each payment's fee is rounded down to a micro-dollar, as ACCUMULATOR does it.
    private const string EarningsSql = """
        select to_char(p.paid_at, 'YYYY-MM-DD'), count(*), coalesce(sum(p.outcome_usd), 0),
               coalesce(sum(trunc(p.outcome_usd * f.fee_bps / 10000, 6)), 0),
               coalesce(sum(p.outcome_usd) filter (where p.kind = 'donation'), 0)
          from channels c
          join payments p using (channel_id)
          left join fee_policies f on f.version = p.fee_policy
         where c.owner_user_id = $1
           and ($2::uuid is null or c.channel_id = $2)
           and p.paid_at >= $3
           and p.paid_at < $4
         group by 1
         order by 1
        """;

    private const string MembersSql = """
        select s.channel_id, s.state, s.tier_no, count(*),
               count(*) filter (where s.state = 'active' and s.paid_until <= $3)
          from channels c
          join subscriptions s using (channel_id)
         where c.owner_user_id = $1
           and ($2::uuid is null or c.channel_id = $2)
         group by 1, 2, 3
        """;

    private const string TiersSql = """
        select t.channel_id, t.tier_no::integer, t.price_usd
          from channels c
          join tiers t using (channel_id)
         where c.owner_user_id = $1
           and ($2::uuid is null or c.channel_id = $2)
        """;

    private const string TierRevenueSql = """
        select p.channel_id, o.tier_no::integer, coalesce(sum(p.outcome_usd), 0)
          from channels c
          join payments p using (channel_id)
          join orders o using (order_id)
         where c.owner_user_id = $1
           and ($2::uuid is null or c.channel_id = $2)
           and p.paid_at >= $3
           and p.paid_at < $4
           and p.kind <> 'donation'
         group by 1, 2
        """;

    // Who was inside already had no need to join.
    private const string FunnelSql = """
        with placed as (
            select o.order_id, o.user_id, o.created_at, o.state, c.closed_channel_id
              from channels c
              join orders o using (channel_id)
             where c.owner_user_id = $1
               and ($2::uuid is null or c.channel_id = $2)
               and o.created_at >= $3
               and o.created_at < $4
               and o.kind = 'subscription'
        ), paid as (
            select distinct on (a.order_id) a.order_id, a.user_id, a.created_at,
                   a.closed_channel_id, p.payment_id
              from placed a
              join payments p using (order_id)
             where p.paid_at is not null
        )
        select (select count(*) from placed),
               (select count(*) from placed where state = 'invoiced'),
               (select count(*) from paid),
               (select count(*)
                  from paid
                 where exists (
                       select from invites i
                        where i.payment_id = paid.payment_id and i.state = 'member')
                    or exists (
                       select from channel_joins j
                        where j.user_id = paid.user_id
                          and j.chat_id = paid.closed_channel_id
                          and j.joined_at >= paid.created_at))
        """;

    // Whoever was neither paid for nor changed since then paid nothing at any moment asked for. Of
    // the others' logs the run that was the newest then is the first to matter; of what was before,
    // only whether anything was paid.
    private const string LivesSql = """
        with known as materialized (
            select s.subscription_id, coalesce(run.seq, 1) as first_seq
              from channels c
              join subscriptions s using (channel_id)
              left join lateral (
                   select e.seq
                     from subscription_events e
                    where e.subscription_id = s.subscription_id
                      and e.access = 'opened'
                      and e.created_at <= $3
                    order by e.seq desc
                    limit 1) as run on true
             where c.owner_user_id = $1
               and ($2::uuid is null or c.channel_id = $2)
               and (s.paid_until > $3 or s.updated_at > $3)
        )
        select e.subscription_id, e.created_at, coalesce(e.access = 'opened', false),
               e.payment_id, e.days, e.valid_from, e.price_usd,
               e.seq = k.first_seq and k.first_seq > 1 and exists (
                   select
                     from subscription_events earlier
                    where earlier.subscription_id = k.subscription_id
                      and earlier.seq < k.first_seq
                      and earlier.payment_id is not null)
          from known k
          join subscription_events e
            on e.subscription_id = k.subscription_id
           and e.seq >= k.first_seq
         where e.days is not null
            or e.kind = 'refunded'
         order by e.subscription_id, e.seq
        """;

    public static Task<IReadOnlyList<DaySum>> EarningsAsync(
        Unit unit,
        OverviewScope scope,
        Period period,
        CancellationToken ct
    ) =>
        Bound(unit, EarningsSql, scope)
            .With(period.From)
            .With(period.Until)
            .AllAsync(
                row => new DaySum(row.Text(0), row.Long(1), row.Usd(2), row.Usd(3), row.Usd(4)),
                ct
            );

    /// <param name="soon">Who is active and paid until then at most is expiring.</param>
    public static Task<IReadOnlyList<MemberCount>> MembersAsync(
        Unit unit,
        OverviewScope scope,
        DateTimeOffset soon,
        CancellationToken ct
    ) =>
        Bound(unit, MembersSql, scope)
            .With(soon)
            .AllAsync(
                row => new MemberCount(
                    row.Id<ChannelKind>(0),
                    row.Text(1),
                    row.NumberOrNull(2),
                    row.Long(3),
                    row.Long(4)
                ),
                ct
            );

    public static Task<IReadOnlyList<TierPrice>> TiersAsync(
        Unit unit,
        OverviewScope scope,
        CancellationToken ct
    ) =>
        Bound(unit, TiersSql, scope)
            .AllAsync(row => new TierPrice(row.Id<ChannelKind>(0), row.Number(1), row.Usd(2)), ct);

    public static Task<IReadOnlyList<TierRevenue>> TierRevenueAsync(
        Unit unit,
        OverviewScope scope,
        Period period,
        CancellationToken ct
    ) =>
        Bound(unit, TierRevenueSql, scope)
            .With(period.From)
            .With(period.Until)
            .AllAsync(
                row => new TierRevenue(row.Id<ChannelKind>(0), row.Number(1), row.Usd(2)),
                ct
            );

    public static async Task<FunnelCounts> FunnelAsync(
        Unit unit,
        OverviewScope scope,
        Period period,
        CancellationToken ct
    ) =>
        (
            await Bound(unit, FunnelSql, scope)
                .With(period.From)
                .With(period.Until)
                .FirstAsync(
                    row => new FunnelCounts(row.Long(0), row.Long(1), row.Long(2), row.Long(3)),
                    ct
                )
        )!;

    /// <summary>The lives of all who may have paid at any moment since the one given.</summary>
    public static async Task<IReadOnlyList<PayingLife>> LivesAsync(
        Unit unit,
        OverviewScope scope,
        DateTimeOffset since,
        CancellationToken ct
    )
    {
        var log = await Bound(unit, LivesSql, scope).With(since).AllAsync(ReadLine, ct);
        return [.. log.GroupBy(line => line.Subscription).Select(PayingLife.Of)];
    }

    private static Statement Bound(Unit unit, string sql, OverviewScope scope) =>
        unit.Sql(sql).With(scope.Owner.Value).With(scope.Channel);

    private static LifeLine ReadLine(Row row) =>
        new(
            row.Id<SubscriptionKind>(0),
            row.Time(1),
            row.Flag(2),
            row.IdOrNull<PaymentKind>(3),
            row.NumberOrNull(4),
            row.TimeOrNull(5),
            row.UsdOrNull(6)
        )
        {
            HasPaidBefore = row.Flag(7),
        };
}

/// <summary>Whose figures: of all channels, or of one.</summary>
internal sealed record OverviewScope(TelegramUserId Owner, ChannelId? Channel);
