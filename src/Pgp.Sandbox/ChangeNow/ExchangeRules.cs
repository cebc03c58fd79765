using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.ChangeNow;

/// <summary>What the vendor accepts at the moment. Called under the desk's lock.</summary>
internal sealed class ExchangeRules(ExchangeDesk desk, ExchangePrice price)
{
    public static bool HasFixedRate(CoinPair pair) =>
        ExchangeCoins.SupportsFixedRate(pair.From) && ExchangeCoins.SupportsFixedRate(pair.To);

    public bool IsInactive(CoinPair pair) =>
        desk.Terms.InactivePairs.Contains(pair.ToString(), StringComparer.Ordinal);

    /// <summary>Why the amount is refused, or null.</summary>
    public Answer? OutOfRange(CoinPair pair, decimal from)
    {
        var least = price.Least(pair, desk.Terms);
        var most = price.Most(pair, desk.Terms);
        var ticker = pair.From.Coin.Ticker.ToUpperInvariant();
        if (from < least)
        {
            // An amount that is far too small gets the error of a pair that is switched off.
            return from < least / 1000
                ? ExchangeRefusals.Inactive
                : ExchangeRefusals.TooSmall(least, most, ticker);
        }

        return from > most ? ExchangeRefusals.TooMuch(most.Value, ticker) : null;
    }
}
