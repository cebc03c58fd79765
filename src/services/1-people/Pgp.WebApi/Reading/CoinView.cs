using System.Numerics;
using Pgp.Contracts.Money;

namespace Pgp.WebApi.Reading;

/// <summary>An amount of a coin, in whole coins: exact decimal digits.</summary>
internal sealed record CoinView(string Coin, string Amount)
{
    public static CoinView Of(CoinAmount amount) =>
        new(amount.Coin.ToString(), amount.ToDecimalText());

    public static CoinView? Of(CoinAmount? amount) => amount is { } known ? Of(known) : null;

    /// <summary>So many atomic units of the coin that <paramref name="whole"/> is of.</summary>
    public static CoinView? Of(CoinAmount? whole, BigInteger? part) =>
        whole is { } known && part is { } atomic ? Of(known with { Atomic = atomic }) : null;
}
