using Pgp.Channels.Wallets;
using Pgp.Contracts.Money;

namespace Pgp.Server.Owners;

/// <summary>How owners write coins.</summary>
internal static class WalletText
{
    /// <summary>Whether the question about a memo or tag is asked.</summary>
    public static bool MayNeedMemo(Coin coin) => PayoutPairs.NetworkOf(coin) is { TakesMemo: true };

    /// <summary>
    /// Reads <c>usdt@trx</c>, <c>USDT TRX</c>, <c>usdt (trx)</c>, or <c>btc</c> where the coin
    /// names its network.
    /// </summary>
    /// <returns><see langword="null"/> for what owners are not paid in.</returns>
    public static Coin? ReadCoin(string text)
    {
        var words = text.ToLowerInvariant()
            .Split([' ', '@', '/', '(', ')', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [var own] => Find(own, own),
            [var ticker, var network] => Find(ticker, network),
            _ => null,
        };
    }

    private static Coin? Find(string ticker, string network) =>
        PayoutPairs.All.FirstOrDefault(coin => coin.Ticker == ticker && coin.Network == network);
}
