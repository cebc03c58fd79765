using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Server.Shop;

/// <summary>Reads coupons; what a person has used of one is told by his orders.</summary>
internal static class CouponQueries
{
    // A person's periods count once paid, those who began count with the first order that may still
    // be paid: two people must not both take the last use.
    private const string FindSql = """
        select coupon_id, code, percent_off, amount_off_usd, periods, expires_at,
               uses_max - (select count(distinct o.user_id)
                             from orders o
                            where o.coupon_id = coupons.coupon_id
                              and o.user_id <> $3
                              and (o.created_at > $4
                                   or exists (select from payments p
                                               where p.order_id = o.order_id
                                                 and p.state = 'paid'))),
               periods - (select count(*)
                            from orders o
                           where o.coupon_id = coupons.coupon_id
                             and o.user_id = $3
                             and exists (select from payments p
                                          where p.order_id = o.order_id and p.state = 'paid'))
          from coupons
         where channel_id = $1
           and code = $2
           and state = 'active'
           and coalesce(expires_at > $5, true)
        """;

    private const string LockSql = """
        select pg_advisory_xact_lock(hashtextextended($1, 0))
        """;

    /// <summary>Whoever places an order with this coupon waits for the one before.</summary>
    public static Task LockAsync(Unit unit, CouponId coupon, CancellationToken ct) =>
        unit.Sql(LockSql).With($"coupon:{coupon}").ExecuteAsync(ct);

    /// <returns>Null: no such coupon, or none that this person can still use.</returns>
    public static Task<Coupon?> FindAsync(
        Database database,
        Channel channel,
        string code,
        TelegramUserId user,
        CancellationToken ct
    ) =>
        database.RunAsync(
            FindSql,
            sql => UsableAsync(sql, channel, code, user, database.Clock.GetUtcNow(), ct),
            ct
        );

    /// <summary>As above, where what is found stays true until the unit ends.</summary>
    public static Task<Coupon?> FindAsync(
        Unit unit,
        Channel channel,
        string code,
        TelegramUserId user,
        CancellationToken ct
    ) => UsableAsync(unit.Sql(FindSql), channel, code, user, unit.Now, ct);

    private static async Task<Coupon?> UsableAsync(
        Statement sql,
        Channel channel,
        string code,
        TelegramUserId user,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var found = await sql.With(channel.Id)
            .With(code)
            .With(user.Value)
            .With(now - OrderDesk.OrderLife)
            .With(now)
            .FirstAsync(Read, ct);
        return found is { Coupon.UsesLeft: not <= 0, PeriodsLeft: not <= 0 } ? found.Coupon : null;
    }

    private static Usable Read(Row row) =>
        new(
            new Coupon(
                row.Id<CouponKind>(0),
                row.Text(1),
                row.NumberOrNull(2),
                row.UsdOrNull(3),
                row.NumberOrNull(4),
                row.LongOrNull(6) is { } left ? (int)left : null,
                row.TimeOrNull(5)
            ),
            row.LongOrNull(7)
        );

    private sealed record Usable(Coupon Coupon, long? PeriodsLeft);
}
