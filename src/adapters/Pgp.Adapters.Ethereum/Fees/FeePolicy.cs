using System.Numerics;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.Ethereum.Fees;

/// <summary>What the chain asks for now.</summary>
/// <param name="BaseFeePerGas">Wei per gas that the next block burns.</param>
/// <param name="PriorityFeePerGas">Wei per gas that recent senders gave to the proposer.</param>
public sealed record FeeSuggestion(BigInteger BaseFeePerGas, BigInteger PriorityFeePerGas);

/// <summary>What a transaction offers.</summary>
/// <param name="MaxFeePerGas">Wei per gas at most, base fee and tip together.</param>
/// <param name="MaxPriorityFeePerGas">Wei per gas for the proposer; never above the other.</param>
public sealed record FeeBid(BigInteger MaxFeePerGas, BigInteger MaxPriorityFeePerGas)
{
    /// <summary>The most that this bid can cost; reserve it before signing.</summary>
    public Amount<Eth> MaxCost(long gasLimit) => new(MaxFeePerGas * gasLimit);
}

/// <summary>Whether a bid may be made.</summary>
public abstract record FeeDecision
{
    private FeeDecision() { }

    public sealed record Bid(FeeBid Fees) : FeeDecision;

    /// <summary>It would take more than allowed; wait, or ask a person.</summary>
    /// <param name="Wanted">Wei per gas that would be needed.</param>
    /// <param name="Ceiling">Wei per gas that are allowed.</param>
    public sealed record OverCeiling(BigInteger Wanted, BigInteger Ceiling) : FeeDecision;
}

/// <summary>How much to offer for a place in a block. Pure arithmetic in wei per gas.</summary>
/// <param name="MaxFeePerGasCeiling">No bid is ever higher than this, in wei per gas.</param>
public sealed record FeePolicy(BigInteger MaxFeePerGasCeiling)
{
    // Nodes demand 10 % more of both fees (spec 70, 5.2) and round in their own way; an eighth is
    // clear of both and keeps up with the base fee, which rises by at most an eighth per block.
    private const int BumpDivisor = 8;

    /// <summary>
    /// Twice the base fee and the tip: it stays valid through six full blocks in a row. Only what
    /// the block asks for is paid.
    /// </summary>
    public FeeDecision FirstBid(FeeSuggestion market) =>
        Within(new FeeBid(Wanted(market), market.PriorityFeePerGas));

    /// <summary>
    /// A bid that replaces <paramref name="previous"/> under the same nonce: both fees at least an
    /// eighth higher, rounded up, and as high as the market asks if the ceiling allows it. Refused
    /// only if the ceiling leaves no room for the eighth, without which no node takes it.
    /// </summary>
    public FeeDecision Replacement(FeeBid previous, FeeSuggestion market)
    {
        var maxFeeMin = Bumped(previous.MaxFeePerGas);
        var tipMin = Bumped(previous.MaxPriorityFeePerGas);
        var affordable = BigInteger.Min(Wanted(market), MaxFeePerGasCeiling);
        var maxFee = BigInteger.Max(maxFeeMin, affordable);
        var tip = BigInteger.Max(tipMin, BigInteger.Min(market.PriorityFeePerGas, maxFee));
        return Within(new FeeBid(maxFee, tip));
    }

    private static BigInteger Wanted(FeeSuggestion market) =>
        (2 * market.BaseFeePerGas) + market.PriorityFeePerGas;

    // An eighth of nothing is nothing, but a replacement must be strictly higher.
    private static BigInteger Bumped(BigInteger fee) =>
        fee.IsZero ? BigInteger.One : fee + ((fee + BumpDivisor - 1) / BumpDivisor);

    private FeeDecision Within(FeeBid bid) =>
        bid.MaxFeePerGas <= MaxFeePerGasCeiling
            ? new FeeDecision.Bid(bid)
            : new FeeDecision.OverCeiling(bid.MaxFeePerGas, MaxFeePerGasCeiling);
}
