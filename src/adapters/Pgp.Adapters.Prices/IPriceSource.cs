using Pgp.Contracts.Money;

namespace Pgp.Adapters.Prices;

/// <summary>
/// One feed of dollar prices. Its numbers are estimates for thresholds and display.
/// </summary>
public interface IPriceSource
{
    /// <summary>Stored with every estimate, so that it can be explained later.</summary>
    string Name { get; }

    Task<PriceAnswer> UsdPerCoinAsync(Coin coin, CancellationToken ct);
}

/// <summary>What one feed says.</summary>
public abstract record PriceAnswer
{
    private PriceAnswer() { }

    /// <param name="At">When the feed made the price; null if it does not say.</param>
    public sealed record Quoted(UsdPrice Price, DateTimeOffset? At) : PriceAnswer;

    /// <summary>The feed has no price for this coin; not a price of zero.</summary>
    public sealed record NotListed : PriceAnswer;

    public sealed record Unavailable(string Reason) : PriceAnswer;
}
