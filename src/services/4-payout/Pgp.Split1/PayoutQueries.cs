using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Policies;

namespace Pgp.Split1;

/// <summary>What a payout pays out: one payment or one batch, never both.</summary>
internal sealed record PayoutSource(PaymentId? Payment, BatchId? Batch);

/// <summary>A payout under way.</summary>
internal sealed record Payout(
    PayoutId PayoutId,
    ChannelId ChannelId,
    CoinAmount Source,
    Coin TargetCoin,
    string TargetAddress,
    string? TargetExtraId
);

/// <summary>All SQL on the payouts table. Each update names the state it expects.</summary>
internal static class PayoutQueries
{
    private const string CreateSql = """
        insert into payouts (
            payout_id, payment_id, batch_id, channel_id, route, source_coin, source_amount,
            target_coin, target_address, target_extra_id, state, value_usd, held_by_limit, reason,
            set_aside_at, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'created', $11, $12, $13, $14, $15, $15)
        on conflict do nothing
        """;

    private const string FindSql = """
        select payout_id, channel_id, source_coin, source_amount, target_coin, target_address,
               target_extra_id
          from payouts
         where payout_id = $1
        """;

    private const string RequestOrderSql = """
        update payouts
           set state            = 'order_requested',
               estimated_amount = $2,
               updated_at       = $3
         where payout_id = $1
           and state     = 'created'
           and not held_by_limit
        """;

    private const string HandOverSql = """
        update payouts
           set state           = 'handed_over',
               exchange_id     = $2,
               deposit_address = $3,
               updated_at      = $4
         where payout_id = $1
           and state     = $5
           and not held_by_limit
        """;

    private const string FailSql = """
        update payouts
           set state      = 'failed_review',
               reason     = $2,
               updated_at = $3
         where payout_id = $1
           and state in ('created', 'order_requested')
        """;

    /// <param name="blocking">The limit that holds it back; null when it may go on.</param>
    /// <returns><see langword="false"/> when this payout exists already.</returns>
    public static Task<bool> CreateAsync(
        Unit unit,
        PayoutId payout,
        PayoutSource source,
        OwnersShare share,
        Limit? blocking,
        CancellationToken ct
    ) =>
        unit.Sql(CreateSql)
            .With(payout)
            .With(source.Payment)
            .With(source.Batch)
            .With(share.ChannelId)
            .With(share.IsDirect ? "direct" : "swap")
            .With(share.Amount)
            .With(share.TargetCoin)
            .With(share.TargetAddress)
            .With(share.TargetExtraId)
            .With(share.Value)
            .With(blocking is not null)
            .With(blocking is null ? null : HeldPayoutQueries.ReasonOf(share, blocking))
            .With(blocking is null ? unit.Now : (DateTimeOffset?)null)
            .With(unit.Now)
            .HitsAsync(ct);

    public static async Task<Payout> GetAsync(Unit unit, PayoutId payout, CancellationToken ct) =>
        await unit.Sql(FindSql)
            .With(payout)
            .FirstAsync(
                row => new Payout(
                    PayoutId.Parse(row.Text(0)),
                    row.Id<ChannelKind>(1),
                    row.CoinAmount(2),
                    Coin.Parse(row.Text(4)),
                    row.Text(5),
                    row.TextOrNull(6)
                ),
                ct
            )
        ?? throw new InvalidOperationException($"payout {payout} does not exist");

    public static Task<bool> RequestOrderAsync(
        Unit unit,
        PayoutId payout,
        CoinAmount estimate,
        CancellationToken ct
    ) => unit.Sql(RequestOrderSql).With(payout).With(estimate.Atomic).With(unit.Now).HitsAsync(ct);

    public static Task<bool> HandOverAsync(
        Unit unit,
        PayoutId payout,
        string? exchangeId,
        string depositAddress,
        string expectedState,
        CancellationToken ct
    ) =>
        unit.Sql(HandOverSql)
            .With(payout)
            .With(exchangeId)
            .With(depositAddress)
            .With(unit.Now)
            .With(expectedState)
            .HitsAsync(ct);

    public static Task<bool> FailAsync(
        Unit unit,
        PayoutId payout,
        string reason,
        CancellationToken ct
    ) => unit.Sql(FailSql).With(payout).With(reason).With(unit.Now).HitsAsync(ct);
}
