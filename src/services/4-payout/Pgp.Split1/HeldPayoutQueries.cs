using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Policies;

namespace Pgp.Split1;

/// <summary>A payout that a limit holds back.</summary>
internal sealed record HeldPayout(PayoutSource Source, OwnersShare Share);

/// <summary>SQL on payouts and what limits say of them.</summary>
internal static class HeldPayoutQueries
{
    // Two payouts of one channel must not both find the room that only one of them has.
    private const string LockSql = """
        select pg_advisory_xact_lock(hashtextextended($1, 0))
        """;

    // What was given back before anything was sent does not count.
    private const string MovedSql = """
        select coalesce(sum(value_usd) filter (where set_aside_at > $2), 0),
               coalesce(sum(value_usd), 0)
          from payouts
         where channel_id   = $1
           and set_aside_at > $3
           and state       <> 'failed_review'
        """;

    private const string FindSql = """
        select payment_id, batch_id, channel_id, source_coin, source_amount, value_usd, target_coin,
               target_address, target_extra_id
          from payouts
         where payout_id = $1
           and state     = 'created'
           and held_by_limit
        """;

    private const string HoldOnSql = """
        update payouts
           set limit_looks = limit_looks + 1,
               reason      = $2,
               updated_at  = $3
         where payout_id = $1
           and state     = 'created'
           and held_by_limit
        returning limit_looks
        """;

    private const string AdmitSql = """
        update payouts
           set held_by_limit = false,
               reason        = null,
               set_aside_at  = $2,
               updated_at    = $2
         where payout_id = $1
           and state     = 'created'
           and held_by_limit
        """;

    /// <summary>Whoever begins a payout of this channel waits for the one before.</summary>
    public static Task LockAsync(Unit unit, ChannelId channel, CancellationToken ct) =>
        unit.Sql(LockSql).With($"payouts:{channel}").ExecuteAsync(ct);

    /// <summary>What was set aside for payouts of the channel.</summary>
    public static async Task<Movement> BeforeAsync(
        Unit unit,
        ChannelId channel,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        (
            await unit.Sql(MovedSql)
                .With(channel)
                .With(now - Movement.DayLength)
                .With(now - Movement.ThirtyDaysLength)
                .FirstAsync(row => new Movement(row.Usd(0), row.Usd(1)), ct)
        )!;

    /// <returns><see langword="null"/> when no limit holds it back (any more).</returns>
    public static Task<HeldPayout?> FindAsync(Unit unit, PayoutId payout, CancellationToken ct) =>
        unit.Sql(FindSql).With(payout).FirstAsync(Read, ct);

    /// <summary>Counts a look that changed nothing.</summary>
    /// <returns>How many there were; null when nothing holds it back any more.</returns>
    public static Task<int?> HoldOnAsync(
        Unit unit,
        PayoutId payout,
        string reason,
        CancellationToken ct
    ) =>
        unit.Sql(HoldOnSql)
            .With(payout)
            .With(reason)
            .With(unit.Now)
            .ValueAsync(row => row.Number(0), ct);

    public static Task<bool> AdmitAsync(Unit unit, PayoutId payout, CancellationToken ct) =>
        unit.Sql(AdmitSql).With(payout).With(unit.Now).HitsAsync(ct);

    /// <summary>For the row of the payout and whoever reads it.</summary>
    public static string ReasonOf(OwnersShare share, Limit limit) =>
        $"{share.Value} is over limit {limit.Type} of {limit.Amount}"
        + limit.Span switch
        {
            LimitSpan.Transaction => "; it waits until the limit is raised",
            LimitSpan.Day => ", with what was paid out in 24 hours; it waits for room",
            LimitSpan.ThirtyDays => ", with what was paid out in 30 days; it waits for room",
            _ => throw new InvalidOperationException($"unknown span: {limit.Span}"),
        };

    private static HeldPayout Read(Row row) =>
        new(
            new PayoutSource(row.IdOrNull<PaymentKind>(0), row.IdOrNull<BatchKind>(1)),
            new OwnersShare(
                row.Id<ChannelKind>(2),
                row.CoinAmount(3),
                row.Usd(5),
                Coin.Parse(row.Text(6)),
                row.Text(7),
                row.TextOrNull(8)
            )
        );
}
