using System.Text.Json;
using Pgp.Adapters.Wire;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.ChangeNow;

/// <summary>
/// Reads coins and amounts the way ChangeNOW states them: ticker and network apart.
/// </summary>
internal static class SwapJson
{
    /// <param name="side"><c>from</c> or <c>to</c>.</param>
    /// <returns><see langword="null"/> without a network: the ticker alone is ambiguous.</returns>
    public static Coin? Coin(JsonElement json, string side)
    {
        var ticker = WireJson.Text(json, side + "Currency")?.ToLowerInvariant();
        var network = WireJson.Text(json, side + "Network")?.ToLowerInvariant();
        return Contracts.Money.Coin.TryOf(ticker, network, out var coin) ? coin : null;
    }

    /// <summary>Digits finer than the coin are cut: a promise is never rounded up.</summary>
    /// <param name="amount"><see langword="null"/> if the member is absent or null.</param>
    /// <returns><see langword="false"/> if there is something unreadable.</returns>
    public static bool TryAmount(JsonElement json, string name, Coin coin, out CoinAmount? amount)
    {
        amount = null;
        if (!WireJson.TryDigits(json, name, out var digits))
        {
            return false;
        }

        if (digits is null)
        {
            return true;
        }

        var isRead = DecimalText.TryToAtomicRoundedDown(digits, coin.Decimals, out var atomic);
        amount = new CoinAmount(coin, atomic);
        return isRead;
    }

    /// <summary>An amount that must be there and be more than zero.</summary>
    public static CoinAmount? PositiveAmount(JsonElement json, string name, Coin coin) =>
        TryAmount(json, name, coin, out var amount) && amount is { Atomic.Sign: > 0 }
            ? amount
            : null;
}
