using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Policies;

namespace Pgp.Server.Shop;

/// <summary>What one buyer has spent, or may still spend on invoices that are open.</summary>
internal static class SpendingQueries
{
    // Two orders of one buyer must not both find the room that only one of them has.
    private const string LockSql = """
        select pg_advisory_xact_lock(hashtextextended($1, 0))
        """;

    // Money that came counts when it came: also what is on its way or held, since it may turn into
    // a sale at any moment, and at its real value where more was sent than asked for. An order that
    // nobody paid counts until it is a day old: as long as the bot leads to its payment page, it
    // may be paid without asking us again. A payment that failed or was sent back is no money.
    private const string MovedSql = """
        with spent as (
            select greatest(orders.price_usd, sum(payments.outcome_usd)) as usd,
                   greatest(
                       case when orders.created_at > $2 then orders.created_at end,
                       max(coalesce(payments.paid_at, payments.created_at))) as at
              from orders
              left join payments
                on payments.order_id = orders.order_id
               and payments.state in ('confirming', 'partially_paid', 'paid', 'quarantined')
             where orders.user_id = $1
             group by orders.order_id
        )
        select coalesce(sum(usd) filter (where at > $2), 0),
               coalesce(sum(usd) filter (where at > $3), 0)
          from spent
        """;

    /// <summary>Whoever places an order for this buyer waits for the one before.</summary>
    public static Task LockAsync(Unit unit, TelegramUserId user, CancellationToken ct) =>
        unit.Sql(LockSql).With($"spending:{user}").ExecuteAsync(ct);

    public static async Task<Movement> BeforeAsync(
        Unit unit,
        TelegramUserId user,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        (
            await unit.Sql(MovedSql)
                .With(user.Value)
                .With(now - Movement.DayLength)
                .With(now - Movement.ThirtyDaysLength)
                .FirstAsync(row => new Movement(row.Usd(0), row.Usd(1)), ct)
        )!;
}
