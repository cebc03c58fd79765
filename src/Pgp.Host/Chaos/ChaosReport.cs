using System.Text.Json.Serialization;

namespace Pgp.Host.Chaos;

/// <summary>
/// What a chaos run found. The whole of it is what <c>--json</c> prints; every count under
/// <paramref name="Findings"/> must be zero.
/// </summary>
/// <param name="Seed">Draws the same buyers, faults, kills and fates again.</param>
/// <param name="Payments">Purchases that buyers made.</param>
/// <param name="ByRoute">Kind of purchase and way of payout, then how many.</param>
/// <param name="ByManner">How buyers paid, then how many.</param>
/// <param name="Effects">Kind, then state, then how many.</param>
/// <param name="Ledger">Coin, then how far accounts are from what their rows say.</param>
internal sealed record ChaosReport(
    bool Ok,
    int Seed,
    int Payments,
    IReadOnlyDictionary<string, int> ByRoute,
    IReadOnlyDictionary<string, int> ByManner,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Effects,
    ChaosHarm Harm,
    ChaosCounts Findings,
    IReadOnlyDictionary<string, string> Ledger,
    IReadOnlyDictionary<string, ChaosCoin> Chain,
    IReadOnlyList<string> Details,
    ChaosSeconds Seconds
);

/// <summary>What was done to the system.</summary>
/// <param name="Kills">Process, then how often it was killed.</param>
/// <param name="Faults">Partner, then how many of its calls went wrong.</param>
/// <param name="Exchanges">What befell orders at the exchange, then how many.</param>
internal sealed record ChaosHarm(
    IReadOnlyDictionary<string, int> Kills,
    IReadOnlyDictionary<string, int> Faults,
    IReadOnlyDictionary<string, int> Exchanges
);

/// <summary>How often something was wrong.</summary>
/// <param name="Unearned">Settled or let in without having paid enough.</param>
/// <param name="Stuck">What did not come to an end.</param>
/// <param name="Crashes">Processes that ended though nobody killed them.</param>
internal sealed record ChaosCounts(
    int Duplicates,
    int Lost,
    int Unearned,
    int LedgerDifferences,
    int ChainDifferences,
    int Stuck,
    int Crashes
)
{
    [JsonIgnore]
    public bool AreZero => this == new ChaosCounts(0, 0, 0, 0, 0, 0, 0);
}

/// <summary>One coin of the wallet, and of what owners were paid; in whole coins.</summary>
/// <param name="Unsettled">Sent by the provider for payments that were not settled.</param>
/// <param name="Difference">Ledger and unsettled, less what the chain holds.</param>
/// <param name="PaidOut">To owners, as recorded.</param>
/// <param name="OwnersDifference">That, less what owners hold on the chain.</param>
internal sealed record ChaosCoin(
    string Ledger,
    string Unsettled,
    string Chain,
    string Difference,
    string PaidOut,
    string OwnersDifference
);

/// <summary>How long it took.</summary>
internal sealed record ChaosSeconds(decimal Ready, decimal Traffic, decimal Drain, decimal Total);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true
)]
[JsonSerializable(typeof(ChaosReport))]
internal sealed partial class ChaosJson : JsonSerializerContext;
