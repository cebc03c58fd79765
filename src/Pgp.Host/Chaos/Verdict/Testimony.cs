using System.Text.Json.Nodes;
using Pgp.Host.Chaos.Traffic;

namespace Pgp.Host.Chaos.Verdict;

/// <summary>What every party says at the end of a run.</summary>
/// <param name="Bought">What buyers did.</param>
/// <param name="Links">The different invite links in each buyer's chat.</param>
/// <param name="Entered">Buyers whom Telegram let in.</param>
/// <param name="Provider">The payment provider's books.</param>
/// <param name="Exchanges">The exchange's books.</param>
/// <param name="Recorded">Payments in our tables.</param>
/// <param name="Twice">What our tables have twice.</param>
/// <param name="Sent">The wallet's transactions in blocks, by the chain's count.</param>
/// <param name="Mined">The same by our tables' count.</param>
internal sealed record Testimony(
    IReadOnlyList<Bought> Bought,
    IReadOnlyDictionary<long, int> Links,
    IReadOnlySet<long> Entered,
    IReadOnlyList<ProviderPayment> Provider,
    IReadOnlyList<JsonNode> Exchanges,
    IReadOnlyList<RecordedPayment> Recorded,
    IReadOnlyList<string> Twice,
    long Sent,
    long Mined
);
