using Pgp.Sandbox.Prices;

namespace Pgp.Sandbox.ChangeNow;

/// <summary>Two listed coins, one to be changed into the other.</summary>
internal sealed record CoinPair(ListedCoin From, ListedCoin To)
{
    public override string ToString() => $"{From.Coin}>{To.Coin}";

    public static CoinPair? Of(string? from, string? fromNetwork, string? to, string? toNetwork) =>
        ListedCoin.OfPair(from, fromNetwork) is { } source
        && ListedCoin.OfPair(to, toNetwork) is { } target
            ? new CoinPair(source, target)
            : null;
}

/// <summary>
/// What an exchange gives: rate, less the vendor's share, less the cost of sending.
/// </summary>
internal sealed class ExchangePrice(PriceBook prices)
{
    /// <summary>Net of all fees; never below zero.</summary>
    public decimal Net(CoinPair pair, decimal from, ExchangeSettings terms)
    {
        var gross = Rate(pair) * from;
        var net = gross - gross * terms.FeePercent / 100 - Withdrawal(pair, terms);
        return pair.To.RoundDown(Math.Max(net, 0));
    }

    /// <summary>How much must come in for that much to go out.</summary>
    public decimal Needed(CoinPair pair, decimal to, ExchangeSettings terms)
    {
        var gross = (to + Withdrawal(pair, terms)) / (1 - terms.FeePercent / 100);
        return pair.From.RoundUp(gross / Rate(pair));
    }

    public decimal Rate(CoinPair pair) => prices.UsdOf(pair.From) / prices.UsdOf(pair.To);

    public decimal Withdrawal(CoinPair pair, ExchangeSettings terms) =>
        pair.To.RoundDown(terms.WithdrawalUsd / prices.UsdOf(pair.To));

    public decimal Least(CoinPair pair, ExchangeSettings terms) =>
        pair.From.RoundUp(terms.MinimumUsd / prices.UsdOf(pair.From));

    public decimal? Most(CoinPair pair, ExchangeSettings terms) =>
        terms.MaximumUsd is { } usd ? pair.From.RoundDown(usd / prices.UsdOf(pair.From)) : null;
}
