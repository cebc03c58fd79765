using System.Numerics;
using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.Ledger;

namespace Pgp.FlowTests.Chain;

/// <summary>Holds the books against the chain, coin by coin and to the last atomic unit.</summary>
internal sealed class WalletBooks(Database tables, NodeControl node, string wallet)
{
    /// <summary>
    /// The wallet in the books is the wallet on the chain, nothing lies at the exchange, only what
    /// is named is on its way, and every coin adds up to zero.
    /// </summary>
    /// <param name="onTheWay">Payouts without an end.</param>
    public async Task CheckAsync(IReadOnlyList<CoinAmount> onTheWay, CancellationToken ct)
    {
        var balances = await Books.BalancesAsync(tables, ct);
        foreach (var coin in Coin.OfHostWallet)
        {
            Assert.Equal(
                await node.HoldingAsync(coin, wallet, ct),
                Of(balances, Account.HostWallet, coin)
            );
            var owed = Sum(onTheWay.Where(one => one.Coin == coin).Select(one => one.Atomic));
            Assert.Equal(-owed, Of(balances, Account.PayoutsInFlight, coin));
            Assert.Equal(0, Of(balances, Account.AtChangeNow, coin));
            Assert.Equal(0, Sum(balances.Where(b => b.Coin == coin).Select(b => b.Atomic)));
        }
    }

    public async Task<BigInteger> BalanceAsync(Account account, Coin coin, CancellationToken ct) =>
        Of(await Books.BalancesAsync(tables, ct), account, coin);

    private static BigInteger Of(IEnumerable<Balance> balances, Account account, Coin coin) =>
        Sum(
            balances
                .Where(balance => balance.Account == account.Name && balance.Coin == coin)
                .Select(balance => balance.Atomic)
        );

    private static BigInteger Sum(IEnumerable<BigInteger> values) =>
        values.Aggregate(BigInteger.Zero, BigInteger.Add);
}
