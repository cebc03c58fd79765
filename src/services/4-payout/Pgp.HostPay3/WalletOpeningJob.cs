using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Rpc;
using Pgp.Adapters.Ethereum.Signing;
using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.Ledger;

namespace Pgp.HostPay3;

/// <summary>
/// Opens the wallet's nonce lane and, before the first payment is booked, takes what the wallet
/// already holds into the books as the operator's capital. Looks again until it could, and ends.
/// </summary>
internal sealed class WalletOpeningJob(
    Database database,
    EthereumRpc rpc,
    ChainGuard guard,
    ChainAssets assets,
    HostPay3Options options,
    ILogger<WalletOpeningJob> log
) : BackgroundService
{
    private const string OpenSql = """
        insert into wallets (address, chain_id, next_nonce, created_at)
        values ($1, $2, $3, $4)
        on conflict (address) do nothing
        """;

    private const string IsBookedSql = """
        select count(*)::int from (
            select from ledger_postings where account = $1 limit 1) as booked
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await OpenAsync(stoppingToken))
                {
                    return;
                }
            }
            catch (Exception failure) when (failure is EthereumRpcException or DbException)
            {
                log.NotOpened(failure.Message);
            }

            await Task.Delay(options.WatchEvery, database.Clock, stoppingToken);
        }
    }

    /// <returns><see langword="false"/> when the node serves another chain.</returns>
    private async Task<bool> OpenAsync(CancellationToken ct)
    {
        if (await rpc.CheckChainAsync(options.Chain, ct) is ChainCheck.Wrong wrong)
        {
            log.NotOpened($"the node serves chain {wrong.Actual}, not {options.Chain}");
            return false;
        }

        var sent = await rpc.TransactionCountAsync(guard.Address, BlockTag.Latest, ct);
        var holdings = new List<CoinAmount>();
        foreach (var asset in assets.All)
        {
            holdings.Add(await HoldingAsync(asset, ct));
        }

        await using var unit = await database.BeginAsync(ct);
        await unit.Sql(OpenSql)
            .With(options.Wallet)
            .With(options.Chain.Value)
            .With(sent)
            .With(unit.Now)
            .ExecuteAsync(ct);
        await BookOpeningAsync(unit, holdings, ct);
        await unit.CommitAsync(ct);
        return true;
    }

    private async Task<CoinAmount> HoldingAsync(ChainAsset asset, CancellationToken ct)
    {
        // A chain may lack one of the tokens; what is not there is not held.
        var isThere =
            asset.Contract is not { } contract || (await rpc.CodeAsync(contract, ct)).Length > 0;
        return isThere
            ? await rpc.BalanceAsync(asset, guard.Address, ct)
            : new CoinAmount(asset.Coin, 0);
    }

    private async Task BookOpeningAsync(
        Unit unit,
        IReadOnlyList<CoinAmount> holdings,
        CancellationToken ct
    )
    {
        var booked = await unit.Sql(IsBookedSql)
            .With(Account.HostWallet.Name)
            .ValueAsync(row => row.Number(0), ct);
        if (booked > 0)
        {
            return;
        }

        var entry = new Entry($"opening:{options.Wallet}", "wallet_opened");
        foreach (var holding in holdings)
        {
            entry.Move(holding, Account.PlatformCapital, Account.HostWallet);
        }

        await Books.BookAsync(unit, entry, ct);
    }
}
