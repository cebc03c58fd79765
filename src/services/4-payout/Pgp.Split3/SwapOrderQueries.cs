using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Split3;

/// <summary>What is recorded of the order of one payout.</summary>
internal sealed record RecordedOrder(
    string State,
    int Requests,
    string? ExchangeId,
    string? DepositAddress,
    string? Refusal
);

/// <summary>All SQL on the swap_orders table.</summary>
internal static class SwapOrderQueries
{
    // Counted and committed before the call: an answer that got lost leaves its mark.
    private const string RequestSql = """
        insert into swap_orders (payout_id, state, requests, created_at, updated_at)
        values ($1, 'requested', 1, $2, $2)
        on conflict (payout_id) do update
           set requests   = swap_orders.requests + case
                                when swap_orders.state = 'requested' then 1 else 0 end,
               updated_at = $2
        returning state, requests, exchange_id, deposit_address, refusal
        """;

    private const string IsAnsweredSql = """
        select state <> 'requested' from swap_orders where payout_id = $1
        """;

    private const string ForgetRequestSql = """
        update swap_orders
           set requests = requests - 1, updated_at = $2
         where payout_id = $1
           and state     = 'requested'
           and requests  > 0
        """;

    private const string CreatedSql = """
        update swap_orders
           set state           = 'created',
               exchange_id     = $2,
               deposit_address = $3,
               updated_at      = $4
         where payout_id = $1
           and state     = 'requested'
        """;

    private const string RefusedSql = """
        update swap_orders
           set state      = 'refused',
               refusal    = $2,
               updated_at = $3
         where payout_id = $1
           and state     = 'requested'
        """;

    /// <summary>Whether the exchange's answer is on record already.</summary>
    public static async Task<bool> IsAnsweredAsync(
        Database database,
        PayoutId payout,
        CancellationToken ct
    ) =>
        await database.RunAsync(
            IsAnsweredSql,
            sql => sql.With(payout).ValueAsync(row => row.Flag(0), ct),
            ct
        ) ?? false;

    public static async Task<RecordedOrder> RequestAsync(
        Unit unit,
        PayoutId payout,
        CancellationToken ct
    ) =>
        (
            await unit.Sql(RequestSql)
                .With(payout)
                .With(unit.Now)
                .FirstAsync(
                    row => new RecordedOrder(
                        row.Text(0),
                        row.Number(1),
                        row.TextOrNull(2),
                        row.TextOrNull(3),
                        row.TextOrNull(4)
                    ),
                    ct
                )
        )!;

    public static Task ForgetRequestAsync(Unit unit, PayoutId payout, CancellationToken ct) =>
        unit.Sql(ForgetRequestSql).With(payout).With(unit.Now).ExecuteAsync(ct);

    public static Task<bool> RecordCreatedAsync(
        Unit unit,
        PayoutId payout,
        string exchangeId,
        string depositAddress,
        CancellationToken ct
    ) =>
        unit.Sql(CreatedSql)
            .With(payout)
            .With(exchangeId)
            .With(depositAddress)
            .With(unit.Now)
            .HitsAsync(ct);

    public static Task<bool> RecordRefusedAsync(
        Unit unit,
        PayoutId payout,
        string refusal,
        CancellationToken ct
    ) => unit.Sql(RefusedSql).With(payout).With(refusal).With(unit.Now).HitsAsync(ct);
}
