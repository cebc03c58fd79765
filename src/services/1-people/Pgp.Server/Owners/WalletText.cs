using Pgp.Contracts.Money;

namespace Pgp.Server.Owners;

/// <summary>How owners write coins, and what they must never send.</summary>
internal static class WalletText
{
    private const int SecretHexLength = 64;
    private const int StellarSecretLength = 56;

    // Wallets of exchanges share one address there, and tell customers apart by a memo or tag.
    private static readonly string[] NetworksWithMemo =
    [
        "xrp",
        "xlm",
        "ton",
        "eos",
        "atom",
        "hbar",
        "algo",
        "bnb",
    ];

    // Their addresses are such numbers.
    private static readonly string[] NetworksOfLongHex = ["near", "sui", "apt"];

    // Coins that exist on one network only, which has their name.
    private static readonly string[] OwnNetworks =
    [
        "eth",
        "btc",
        "ltc",
        "xmr",
        "trx",
        "sol",
        "ton",
        "xrp",
        "xlm",
        "ada",
        "doge",
        "bch",
        "zec",
    ];

    public static bool MayNeedMemo(Coin coin) => NetworksWithMemo.Contains(coin.Network);

    /// <summary>
    /// Reads <c>usdt@trx</c>, <c>USDT TRX</c>, <c>usdt (trx)</c>, or <c>btc</c> where the coin
    /// names its network.
    /// </summary>
    public static Coin? ReadCoin(string text)
    {
        var words = text.ToLowerInvariant()
            .Split([' ', '@', '/', '(', ')', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [var own] when OwnNetworks.Contains(own) => Coin.Of(own, own),
            [var ticker, var network]
                when Coin.TryOf(ticker, network, out var coin)
                    && coin.Network != Coin.Usd.Network => coin,
            _ => null,
        };
    }

    /// <summary>A private key: whoever reads it can take everything (spec 30, 6.5).</summary>
    public static bool LooksLikeSecret(Coin coin, string text)
    {
        var hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        var isKey =
            hex.Length == SecretHexLength
            && hex.All(char.IsAsciiHexDigit)
            && !NetworksOfLongHex.Contains(coin.Network);
        var isWif =
            text.Length is 51 or 52
            && text[0] is '5' or 'K' or 'L'
            && text.All(char.IsAsciiLetterOrDigit);
        var isStellar =
            text.Length == StellarSecretLength
            && text[0] == 'S'
            && text.All(c => char.IsAsciiLetterUpper(c) || c is >= '2' and <= '7');
        var isSeed = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length >= 12;
        return isKey || isWif || isStellar || isSeed;
    }
}
