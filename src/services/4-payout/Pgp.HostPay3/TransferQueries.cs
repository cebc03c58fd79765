using System.Numerics;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Fees;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.HostPay3;

/// <summary>What open transfers already claim of the wallet.</summary>
internal sealed record Claims(BigInteger OfCoin, BigInteger OfEtherForGas);

/// <summary>
/// All SQL on chain_transfers and wallets. Each update names the state it expects.
/// </summary>
internal static class TransferQueries
{
    // HOSTPAY1's record decides what may be sent where; the message only points at it.
    private const string AcceptSql = """
        insert into chain_transfers (
            payout_id, wallet, coin, amount, to_address, state, created_at, updated_at)
        select payout_id, $5, coin, amount, deposit_address, 'requested', $6, $6
          from payout_executions
         where payout_id = $1
           and coin      = $2
           and amount    = $3
           and deposit_address = $4
           and state     = 'transfer_requested'
        on conflict (payout_id) do nothing
        """;

    private const string FindSql = """
        select payout_id, coin, amount, to_address, state, looks, nonce, gas_limit, max_fee,
               priority_fee
          from chain_transfers
         where payout_id = $1
        """;

    private const string LockWalletSql = """
        select next_nonce from wallets where address = $1 for update
        """;

    private const string OpenSql = """
        select payout_id
          from chain_transfers
         where wallet = $1
           and state in ('reserved', 'signed', 'broadcast', 'review')
        """;

    // What was open when the wallet was looked at may have ended since, but its money was still
    // part of what was seen. The union takes each transfer once.
    private const string ClaimsSql = """
        with claimed as (
            select payout_id, coin, amount, gas_reserved
              from chain_transfers
             where wallet = $1
               and state in ('reserved', 'signed', 'broadcast', 'review')
             union
            select payout_id, coin, amount, gas_reserved
              from chain_transfers
             where payout_id = any ($3)
        )
        select coalesce(sum(amount) filter (where coin = $2), 0), coalesce(sum(gas_reserved), 0)
          from claimed
        """;

    private const string ReserveSql = """
        update chain_transfers
           set state        = 'reserved',
               nonce        = $2,
               gas_limit    = $3,
               max_fee      = $4,
               priority_fee = $5,
               gas_reserved = $6,
               error_code   = null,
               reason       = null,
               updated_at   = $7
         where payout_id = $1
           and state     = 'requested'
        """;

    private const string AdvanceNonceSql = """
        update wallets set next_nonce = $2 where address = $1 and next_nonce <= $2
        """;

    private const string MoveSql = """
        update chain_transfers
           set state      = $3,
               error_code = $4,
               reason     = $5,
               updated_at = $6
         where payout_id = $1
           and state     = $2
        """;

    private const string RaiseGasSql = """
        update chain_transfers
           set gas_reserved = greatest(gas_reserved, $2)
         where payout_id = $1
           and state     = 'broadcast'
        """;

    // Why it was left to a person stays on record until the person has decided.
    private const string LookedSql = """
        update chain_transfers
           set looks      = looks + 1,
               error_code = case when state = 'review' then error_code else $2 end,
               reason     = case when state = 'review' then reason else $3 end,
               updated_at = $4
         where payout_id = $1
        returning looks
        """;

    public static Task<bool> AcceptAsync(
        Unit unit,
        TransferRequested task,
        string wallet,
        CancellationToken ct
    ) =>
        unit.Sql(AcceptSql)
            .With(task.PayoutId)
            .With(task.Amount)
            .With(task.ToAddress)
            .With(wallet)
            .With(unit.Now)
            .HitsAsync(ct);

    public static Task<Transfer?> FindAsync(
        Database database,
        PayoutId payout,
        CancellationToken ct
    ) => database.RunAsync(FindSql, sql => sql.With(payout).FirstAsync(Read, ct), ct);

    /// <summary>Takes the nonce lane: whoever holds this row allocates, all others wait.</summary>
    public static async Task<long> LockWalletAsync(
        Unit unit,
        string wallet,
        CancellationToken ct
    ) =>
        await unit.Sql(LockWalletSql).With(wallet).ValueAsync(row => row.Long(0), ct)
        ?? throw new InvalidOperationException("the wallet has no row yet");

    /// <summary>Transfers that may still take money out of the wallet.</summary>
    public static async Task<string[]> OpenAsync(
        Database database,
        string wallet,
        CancellationToken ct
    ) =>
        [
            .. await database.RunAsync(
                OpenSql,
                sql => sql.With(wallet).AllAsync(row => row.Text(0), ct),
                ct
            ),
        ];

    /// <param name="openBefore">What was open before the balances were read.</param>
    public static async Task<Claims> ClaimsAsync(
        Unit unit,
        string wallet,
        Coin coin,
        string[] openBefore,
        CancellationToken ct
    ) =>
        (
            await unit.Sql(ClaimsSql)
                .With(wallet)
                .With(coin)
                .With(openBefore)
                .FirstAsync(row => new Claims(row.Atomic(0), row.Atomic(1)), ct)
        )!;

    public static async Task<bool> ReserveAsync(
        Unit unit,
        PayoutId payout,
        string wallet,
        long nonce,
        long gasLimit,
        FeeBid bid,
        CancellationToken ct
    )
    {
        var reserved = await unit.Sql(ReserveSql)
            .With(payout)
            .With(nonce)
            .With(gasLimit)
            .With(bid.MaxFeePerGas)
            .With(bid.MaxPriorityFeePerGas)
            .With(bid.MaxCost(gasLimit).Atomic)
            .With(unit.Now)
            .HitsAsync(ct);
        return reserved
            && await unit.Sql(AdvanceNonceSql).With(wallet).With(nonce + 1).HitsAsync(ct);
    }

    public static Task<bool> MoveAsync(
        Unit unit,
        PayoutId payout,
        string from,
        string to,
        TransferError? error,
        string? reason,
        CancellationToken ct
    ) =>
        unit.Sql(MoveSql)
            .With(payout)
            .With(from)
            .With(to)
            .With(error?.ToString())
            .With(reason)
            .With(unit.Now)
            .HitsAsync(ct);

    /// <summary>A higher bid may burn more: as much of the wallet's ether is set aside.</summary>
    public static Task<bool> RaiseGasAsync(
        Unit unit,
        PayoutId payout,
        FeeBid bid,
        long gasLimit,
        CancellationToken ct
    ) => unit.Sql(RaiseGasSql).With(payout).With(bid.MaxCost(gasLimit).Atomic).HitsAsync(ct);

    /// <summary>Counts a look and keeps what it found.</summary>
    public static async Task<int> LookedAsync(
        Unit unit,
        PayoutId payout,
        TransferError? error,
        string? reason,
        CancellationToken ct
    ) =>
        (
            await unit.Sql(LookedSql)
                .With(payout)
                .With(error?.ToString())
                .With(reason)
                .With(unit.Now)
                .ValueAsync(row => row.Number(0), ct)
        )!.Value;

    private static Transfer Read(Row row) =>
        new(
            PayoutId.Parse(row.Text(0)),
            row.CoinAmount(1),
            EthAddress.Parse(row.Text(3)),
            row.Text(4),
            row.Number(5),
            row.LongOrNull(6),
            row.LongOrNull(7),
            row.AtomicOrNull(8),
            row.AtomicOrNull(9)
        );
}
