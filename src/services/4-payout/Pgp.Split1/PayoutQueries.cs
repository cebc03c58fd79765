using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Split1;

/// <summary>What was agreed when the payment was settled.</summary>
internal sealed record SettledShare(
    ChannelId ChannelId,
    CoinAmount Net,
    Coin TargetCoin,
    string TargetAddress,
    string? TargetExtraId
)
{
    /// <summary>The owner wants the very coin that the wallet holds: no exchange needed.</summary>
    public bool IsDirect => TargetCoin == Net.Coin;
}

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
    private const string FindShareSql = """
        select channel_id, outcome_coin, net_amount, payout_coin, payout_address, payout_extra_id
          from payments
         where payment_id = $1
           and state = 'paid'
           and payout_strategy = 'instant'
        """;

    private const string CreateSql = """
        insert into payouts (
            payout_id, payment_id, channel_id, route, source_coin, source_amount,
            target_coin, target_address, target_extra_id, state, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'created', $10, $10)
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
        """;

    private const string HandOverSql = """
        update payouts
           set state           = 'handed_over',
               exchange_id     = $2,
               deposit_address = $3,
               updated_at      = $4
         where payout_id = $1
           and state     = $5
        """;

    private const string FailSql = """
        update payouts
           set state      = 'failed_review',
               reason     = $2,
               updated_at = $3
         where payout_id = $1
           and state in ('created', 'order_requested')
        """;

    public static Task<SettledShare?> FindShareAsync(
        Unit unit,
        PaymentId payment,
        CancellationToken ct
    ) =>
        unit.Sql(FindShareSql)
            .With(payment)
            .FirstAsync(
                row => new SettledShare(
                    row.Id<ChannelKind>(0),
                    row.CoinAmount(1),
                    Coin.Parse(row.Text(3)),
                    row.Text(4),
                    row.TextOrNull(5)
                ),
                ct
            );

    /// <returns><see langword="false"/> when this payout exists already.</returns>
    public static Task<bool> CreateAsync(
        Unit unit,
        PayoutId payout,
        PaymentId payment,
        SettledShare share,
        CancellationToken ct
    ) =>
        unit.Sql(CreateSql)
            .With(payout)
            .With(payment)
            .With(share.ChannelId)
            .With(share.IsDirect ? "direct" : "swap")
            .With(share.Net)
            .With(share.TargetCoin)
            .With(share.TargetAddress)
            .With(share.TargetExtraId)
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
