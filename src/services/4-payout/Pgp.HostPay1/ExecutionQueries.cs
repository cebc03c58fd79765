using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.HostPay1;

/// <summary>An execution as it stands, locked for this unit.</summary>
/// <param name="PayoutId">What it serves, and why.</param>
/// <param name="ChannelId">
/// Whose owner is paid; null for a conversion, which is nobody's alone.
/// </param>
/// <param name="Amount">Exactly what leaves the wallet.</param>
/// <param name="DepositAddress">Where it goes.</param>
/// <param name="ExchangeId">The order; null on the direct route.</param>
/// <param name="State">One of <see cref="ExecutionStates"/>.</param>
/// <param name="Looks">How often the order was looked at.</param>
internal sealed record Execution(
    PayoutId PayoutId,
    ChannelId? ChannelId,
    CoinAmount Amount,
    string DepositAddress,
    string? ExchangeId,
    string State,
    int Looks
)
{
    public bool IsDirect => ExchangeId is null;
}

/// <summary>
/// All SQL on the payout_executions table. Each update names the state it expects.
/// </summary>
internal static class ExecutionQueries
{
    // What SPLIT1 recorded decides; a message that says otherwise creates nothing.
    private const string ReceiveSql = """
        insert into payout_executions (
            payout_id, coin, amount, deposit_address, exchange_id, state, created_at, updated_at)
        select payout_id, source_coin, source_amount, deposit_address, exchange_id,
               'received', $6, $6
          from payouts
         where payout_id     = $1
           and state         = 'handed_over'
           and source_coin   = $2
           and source_amount = $3
           and deposit_address = $4
           and exchange_id is not distinct from $5
        on conflict do nothing
        """;

    // The same for a conversion, whose order MICROBATCHPROCESSOR recorded.
    private const string ReceiveConversionSql = """
        insert into payout_executions (
            payout_id, coin, amount, deposit_address, exchange_id, state, created_at, updated_at)
        select $1, coin, amount, deposit_address, exchange_id, 'received', $6, $6
          from conversions
         where conversion_id   = $7
           and state           = 'executing'
           and coin            = $2
           and amount          = $3
           and deposit_address = $4
           and exchange_id     = $5
        on conflict do nothing
        """;

    private const string FindSql = """
        select execution.payout_id, payouts.channel_id, execution.coin, execution.amount,
               execution.deposit_address, execution.exchange_id, execution.state, execution.looks
          from payout_executions as execution
          left join payouts using (payout_id)
         where execution.payout_id = $1
           for update of execution
        """;

    private const string MoveSql = """
        update payout_executions
           set state      = $3,
               reason     = $4,
               updated_at = $5
         where payout_id = $1
           and state     = $2
        """;

    private const string DepositedSql = """
        update payout_executions
           set state            = 'deposited',
               transaction_hash = $2,
               updated_at       = $3
         where payout_id = $1
           and state     = 'transfer_requested'
        """;

    private const string CompleteSql = """
        update payout_executions
           set state            = 'completed',
               transaction_hash = coalesce(transaction_hash, $3),
               paid_coin        = $4,
               paid_amount      = $5,
               paid_hash        = $6,
               updated_at       = $7,
               completed_at     = $7
         where payout_id = $1
           and state     = $2
        """;

    private const string RefundSql = """
        update payout_executions
           set state        = 'refunded',
               reason       = $3,
               paid_coin    = $4,
               paid_amount  = $5,
               paid_hash    = $6,
               updated_at   = $7,
               completed_at = $7
         where payout_id = $1
           and state     = $2
        """;

    private const string LookedSql = """
        update payout_executions
           set looks       = looks + 1,
               last_status = $2,
               updated_at  = $3
         where payout_id = $1
        returning looks
        """;

    /// <returns>
    /// <see langword="false"/> when it was received before, or differs from the record.
    /// </returns>
    public static Task<bool> ReceiveAsync(Unit unit, PayoutTriggered task, CancellationToken ct) =>
        unit.Sql(ReceiveSql)
            .With(task.PayoutId)
            .With(task.Amount)
            .With(task.DepositAddress)
            .With(task.OrderId)
            .With(unit.Now)
            .HitsAsync(ct);

    /// <returns>
    /// <see langword="false"/> when it was received before, or differs from the record.
    /// </returns>
    public static Task<bool> ReceiveAsync(
        Unit unit,
        ConversionId conversion,
        CoinAmount amount,
        string depositAddress,
        string orderId,
        CancellationToken ct
    ) =>
        unit.Sql(ReceiveConversionSql)
            .With(PayoutId.Conversion(conversion))
            .With(amount)
            .With(depositAddress)
            .With(orderId)
            .With(unit.Now)
            .With(conversion)
            .HitsAsync(ct);

    public static Task<Execution?> FindAsync(Unit unit, PayoutId payout, CancellationToken ct) =>
        unit.Sql(FindSql)
            .With(payout)
            .FirstAsync(
                row => new Execution(
                    PayoutId.Parse(row.Text(0)),
                    row.IdOrNull<ChannelKind>(1),
                    row.CoinAmount(2),
                    row.Text(4),
                    row.TextOrNull(5),
                    row.Text(6),
                    row.Number(7)
                ),
                ct
            );

    public static Task<bool> MoveAsync(
        Unit unit,
        PayoutId payout,
        string from,
        string to,
        string? reason,
        CancellationToken ct
    ) =>
        unit.Sql(MoveSql)
            .With(payout)
            .With(from)
            .With(to)
            .With(reason)
            .With(unit.Now)
            .HitsAsync(ct);

    public static Task<bool> DepositedAsync(
        Unit unit,
        PayoutId payout,
        string transactionHash,
        CancellationToken ct
    ) => unit.Sql(DepositedSql).With(payout).With(transactionHash).With(unit.Now).HitsAsync(ct);

    public static Task<bool> CompleteAsync(
        Unit unit,
        PayoutId payout,
        string from,
        string? transactionHash,
        CoinAmount paid,
        string? paidHash,
        CancellationToken ct
    ) =>
        unit.Sql(CompleteSql)
            .With(payout)
            .With(from)
            .With(transactionHash)
            .With(paid)
            .With(paidHash)
            .With(unit.Now)
            .HitsAsync(ct);

    /// <summary>The exchange sent the deposit back.</summary>
    public static Task<bool> RefundAsync(
        Unit unit,
        Execution execution,
        string reason,
        CoinAmount refund,
        string? refundHash,
        CancellationToken ct
    ) =>
        unit.Sql(RefundSql)
            .With(execution.PayoutId)
            .With(execution.State)
            .With(reason)
            .With(refund)
            .With(refundHash)
            .With(unit.Now)
            .HitsAsync(ct);

    /// <summary>Counts a look and keeps the exchange's word.</summary>
    public static async Task<int> LookedAsync(
        Unit unit,
        PayoutId payout,
        string? status,
        CancellationToken ct
    ) =>
        (
            await unit.Sql(LookedSql)
                .With(payout)
                .With(status)
                .With(unit.Now)
                .ValueAsync(row => row.Number(0), ct)
        )!.Value;
}
