namespace Pgp.Contracts.Money;

/// <summary>
/// A currency known when the program is compiled, so that mixing two does not compile.
/// </summary>
public interface IUnit
{
    /// <summary>The asset this unit counts.</summary>
    static abstract Coin Coin { get; }
}

/// <summary>Ether; atomic unit wei (10⁻¹⁸).</summary>
public readonly struct Eth : IUnit
{
    public static Coin Coin => Coin.Eth;
}

/// <summary>Tether on Ethereum; atomic unit micro-USDT (10⁻⁶).</summary>
public readonly struct Usdt : IUnit
{
    public static Coin Coin => Coin.Usdt;
}

/// <summary>
/// US dollars of prices and estimates; atomic unit micro-dollar (10⁻⁶). Never on a chain.
/// </summary>
public readonly struct Usd : IUnit
{
    public static Coin Coin => Coin.Usd;
}
