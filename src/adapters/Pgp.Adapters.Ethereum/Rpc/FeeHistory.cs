using System.Numerics;
using System.Text.Json;
using Pgp.Adapters.Ethereum.Fees;

namespace Pgp.Adapters.Ethereum.Rpc;

/// <summary>
/// What recent blocks say about the next one (<c>eth_feeHistory</c>, spec 70, 5.1).
/// </summary>
internal static class FeeHistory
{
    public const int Blocks = 20;

    /// <summary>The middle sender of each block; its tip got in without being rushed.</summary>
    public const int Percentile = 50;

    /// <param name="history">The node's answer for one percentile.</param>
    /// <param name="fallbackTip">Wei per gas, where no recent block says anything.</param>
    public static FeeSuggestion Suggest(JsonElement history, BigInteger fallbackTip)
    {
        // One entry more than there are blocks: the last is the next block's.
        var nextBaseFee = history.Member("baseFeePerGas").Items().LastOrDefault().Quantity();
        var rewards = history.MemberOrNull("reward")?.Items() ?? [];
        // An empty block reports zero, which is no offer that anyone made.
        var tips = rewards
            .Select(block => block.Items().FirstOrDefault().Quantity())
            .Where(tip => tip.Sign > 0)
            .Order()
            .ToArray();
        return new FeeSuggestion(nextBaseFee, tips is [] ? fallbackTip : tips[tips.Length / 2]);
    }
}
