using Pgp.Contracts.Ids;
using Pgp.IntegrationTests.Support;

namespace Pgp.IntegrationTests.WebApi;

/// <summary>Payouts as SPLIT1, HOSTPAY1 and HOSTPAY3 leave them.</summary>
internal static class PayoutRows
{
    private const string CreateSql = """
        insert into payouts (
            payout_id, payment_id, batch_id, channel_id, route, source_coin, source_amount,
            target_coin, target_address, estimated_amount, state, exchange_id, deposit_address,
            reason, value_usd, set_aside_at, held_by_limit, created_at, updated_at)
        values ($1, $2, $3, $4, 'swap', 'usdt@eth', 9690300, 'eth@eth',
                '0x1111111111111111111111111111111111111111', 1, $5,
                case $5 when 'handed_over' then 'x' || $1 end,
                case $5 when 'handed_over' then '0x2222222222222222222222222222222222222222' end,
                case when $5 = 'failed_review' or $6 then 'a reason' end, 9.6903,
                case when not $6 then $7 end, $6, $7, $7)
        """;

    private const string ExecuteSql = """
        insert into payout_executions (
            payout_id, coin, amount, deposit_address, exchange_id, state, transaction_hash,
            paid_coin, paid_amount, paid_hash, reason, created_at, updated_at, completed_at)
        values ($1, 'usdt@eth', 9690300, '0x2222222222222222222222222222222222222222', 'x' || $1,
                $2, case when $2 in ('deposited', 'held', 'completed', 'refunded') then $3 end,
                case when $2 in ('completed', 'refunded') then 'eth@eth' end,
                case when $2 in ('completed', 'refunded') then 3490000000000000 end,
                case when $2 in ('completed', 'refunded') then $3 || 'f' end,
                case when $2 in ('held', 'refunded', 'failed_review') then 'a reason' end,
                $4, $4, case when $2 in ('completed', 'refunded') then $4 end)
        """;

    private const string TransferSql = """
        with wallet as (
            insert into wallets (address, chain_id, next_nonce, created_at)
            values ('0x3333333333333333333333333333333333333333', 1, 1, $3)
            on conflict do nothing
        ), transfer as (
            insert into chain_transfers (
                payout_id, wallet, coin, amount, to_address, state, nonce, created_at, updated_at)
            values ($1, '0x3333333333333333333333333333333333333333', 'usdt@eth', 9690300,
                    '0x2222222222222222222222222222222222222222', 'confirmed', 0, $3, $3)
        )
        insert into chain_transactions (
            transaction_hash, payout_id, nonce, raw, max_fee, priority_fee, state, created_at,
            broadcast_at)
        values ($2, $1, 0, ''::bytea, 1, 1, 'confirmed', $3, $3)
        """;

    /// <param name="execution">Null: HOSTPAY1 has nothing of it yet.</param>
    public static async Task<PayoutId> AddAsync(
        TestDatabase db,
        PayoutId payout,
        PaymentId? payment,
        BatchId? batch,
        ChannelId channel,
        DateTimeOffset at,
        string state = "handed_over",
        string? execution = null,
        bool isHeld = false,
        string hash = "0xdeposit"
    )
    {
        await db.RunAsync(
            CreateSql,
            payout.Value,
            (object?)payment?.Value ?? DBNull.Value,
            (object?)batch?.Value ?? DBNull.Value,
            channel.Value,
            state,
            isHeld,
            at
        );
        if (execution is not null)
        {
            await db.RunAsync(ExecuteSql, payout.Value, execution, hash, at.AddMinutes(5));
        }

        return payout;
    }

    /// <summary>An instant payout that arrived, with the transaction that left the wallet.</summary>
    public static async Task<PayoutId> SentAsync(
        TestDatabase db,
        PaymentId payment,
        ChannelId channel,
        string hash,
        DateTimeOffset at
    )
    {
        var payout = await AddAsync(
            db,
            PayoutId.Instant(payment),
            payment,
            batch: null,
            channel,
            at,
            execution: "completed",
            hash: hash
        );
        await db.RunAsync(TransferSql, payout.Value, hash, at.AddMinutes(1));
        return payout;
    }
}
