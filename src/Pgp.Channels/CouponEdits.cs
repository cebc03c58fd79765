using System.Text.Json.Nodes;
using Pgp.Common.Database;

namespace Pgp.Channels;

/// <summary>A coupon as its owner sees it.</summary>
/// <param name="People">How many have used it in a paid order.</param>
public sealed record OwnedCoupon(CouponId Id, CouponDraft Terms, long People);

/// <summary>Makes and ends coupons; what they take off is told where orders are made.</summary>
public static class CouponEdits
{
    private const string InsertSql = """
        insert into coupons (
            coupon_id, channel_id, code, percent_off, amount_off_usd, periods, uses_max, expires_at,
            state, created_at)
        select $3, channel_id, $4, $5, $6, $7, $8, $9, 'active', $10
          from channels
         where channel_id    = $1
           and owner_user_id = $2
        on conflict do nothing
        """;

    private const string EndSql = """
        update coupons k
           set state = 'ended'
          from channels c
         where k.coupon_id     = $3
           and k.state         = 'active'
           and c.channel_id    = k.channel_id
           and c.channel_id    = $1
           and c.owner_user_id = $2
        """;

    private const string ActiveSql = """
        select k.coupon_id, k.code, k.percent_off, k.amount_off_usd, k.periods, k.uses_max,
               k.expires_at,
               (select count(distinct o.user_id)
                  from orders o
                 where o.coupon_id = k.coupon_id
                   and exists (select from payments p
                                where p.order_id = o.order_id and p.state = 'paid'))
          from coupons k
         where k.channel_id = $1
           and k.state = 'active'
           and coalesce(k.expires_at > $2, true)
         order by k.created_at desc
         limit 20
        """;

    /// <returns>
    /// <see langword="false"/> when the channel has or had a coupon of this word.
    /// </returns>
    public static async Task<bool> MakeAsync(
        Unit unit,
        OwnedChannel channel,
        CouponDraft draft,
        CancellationToken ct
    ) =>
        await unit.Sql(InsertSql)
            .With(channel.Id)
            .With(channel.Owner.Value)
            .With(CouponId.New(unit.Clock))
            .With(draft.Code)
            .With(draft.PercentOff)
            .With(draft.AmountOff)
            .With(draft.Periods)
            .With(draft.UsesMax)
            .With(draft.ExpiresAt)
            .With(unit.Now)
            .HitsAsync(ct) && await WriteAsync(unit, channel, "coupon.made", draft.Code, ct);

    /// <returns><see langword="false"/> when there is none of this channel to end.</returns>
    public static async Task<bool> EndAsync(
        Unit unit,
        OwnedChannel channel,
        CouponId coupon,
        CancellationToken ct
    ) =>
        await unit.Sql(EndSql).With(channel.Id).With(channel.Owner.Value).With(coupon).HitsAsync(ct)
        && await WriteAsync(unit, channel, "coupon.ended", coupon.ToString(), ct);

    /// <summary>Those that still count; the newest first.</summary>
    public static Task<IReadOnlyList<OwnedCoupon>> ActiveAsync(
        Database database,
        OwnedChannel channel,
        CancellationToken ct
    ) =>
        database.RunAsync(
            ActiveSql,
            sql => sql.With(channel.Id).With(database.Clock.GetUtcNow()).AllAsync(Read, ct),
            ct
        );

    // True, so that it can stand behind what it writes down.
    private static async Task<bool> WriteAsync(
        Unit unit,
        OwnedChannel channel,
        string action,
        string coupon,
        CancellationToken ct
    )
    {
        await Audit.WriteAsync(
            unit,
            new AuditEntry(channel.Actor, action, channel.Id.ToString())
            {
                Owner = channel.Owner,
                After = new JsonObject { ["coupon"] = coupon },
            },
            ct
        );
        return true;
    }

    private static OwnedCoupon Read(Row row) =>
        new(
            row.Id<Contracts.Ids.CouponKind>(0),
            new CouponDraft(
                row.Text(1),
                row.NumberOrNull(2),
                row.UsdOrNull(3),
                row.NumberOrNull(4),
                row.NumberOrNull(5),
                row.TimeOrNull(6)
            ),
            row.Long(7)
        );
}
