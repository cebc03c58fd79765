using System.Diagnostics.CodeAnalysis;

namespace Pgp.Contracts.Money;

/// <summary>
/// An asset: a ticker on a network. "usdt" alone names a dozen different assets, so the two belong
/// together everywhere (spec 70, 8 rule 6). Text form <c>usdt@eth</c>.
/// </summary>
public sealed record Coin
{
    // Partners quote foreign coins with at most 18 decimals; we only carry and show those.
    private const int DecimalsOfForeignCoins = 18;
    private const int PartLengthMax = 20;

    private Coin(string ticker, string network, int decimals)
    {
        Ticker = ticker;
        Network = network;
        Decimals = decimals;
    }

    public static Coin Eth { get; } = new("eth", "eth", 18);

    public static Coin Usdt { get; } = new("usdt", "eth", 6);

    public static Coin Usdc { get; } = new("usdc", "eth", 6);

    public static Coin Dai { get; } = new("dai", "eth", 18);

    /// <summary>The unit of account of prices; it exists on no chain.</summary>
    public static Coin Usd { get; } = new("usd", "fiat", 6);

    /// <summary>What the host wallet may hold and send.</summary>
    public static IReadOnlyList<Coin> OfHostWallet { get; } = [Eth, Usdt, Usdc, Dai];

    /// <summary>Lower case, for example <c>usdt</c>.</summary>
    public string Ticker { get; }

    /// <summary>Lower case, for example <c>eth</c> or <c>trx</c>.</summary>
    public string Network { get; }

    /// <summary>How many decimal digits an atomic unit stands for.</summary>
    public int Decimals { get; }

    /// <summary>Names any coin; one we do not hold ourselves is counted with 18 decimals.</summary>
    /// <exception cref="FormatException">
    /// A part is empty, too long or not made of a-z and 0-9.
    /// </exception>
    public static Coin Of(string ticker, string network) =>
        TryOf(ticker, network, out var coin)
            ? coin
            : throw new FormatException("a coin is a ticker and a network of a-z and 0-9");

    /// <summary>
    /// As <see cref="Of"/>, answering <see langword="false"/> instead of throwing.
    /// </summary>
    public static bool TryOf(string? ticker, string? network, [NotNullWhen(true)] out Coin? coin)
    {
        coin = null;
        if (!IsPart(ticker) || !IsPart(network))
        {
            return false;
        }

        var wanted = new Coin(ticker, network, DecimalsOfForeignCoins);
        coin = wanted.ToString() == Usd.ToString() ? Usd : wanted;
        foreach (var known in OfHostWallet)
        {
            if (known.Ticker == ticker && known.Network == network)
            {
                coin = known;
            }
        }

        return true;
    }

    /// <summary>Reads the text form <c>ticker@network</c>.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static Coin Parse(string text)
    {
        var parts = text.Split('@');
        return parts.Length == 2
            ? Of(parts[0], parts[1])
            : throw new FormatException("a coin is written ticker@network");
    }

    public override string ToString() => $"{Ticker}@{Network}";

    private static bool IsPart([NotNullWhen(true)] string? part) =>
        part is { Length: > 0 and <= PartLengthMax }
        && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
}
