using System.Text.Json.Serialization;

namespace Pgp.Host.Demo;

/// <summary>What the demo found. The whole of it is what <c>--json</c> prints.</summary>
public sealed record DemoReport(
    bool Ok,
    IReadOnlyList<DemoPayment> Payments,
    int InvitesSent,
    DemoLedger Ledger,
    IReadOnlyDictionary<string, DemoReconciliation> Reconciliation,
    DemoSeconds Seconds
);

/// <summary>One purchase from tap to payout.</summary>
public sealed record DemoPayment(
    string Id,
    string Kind,
    string State,
    IReadOnlyList<DemoStep> Steps,
    DemoPayout? Payout
);

/// <summary>One task of a purchase.</summary>
/// <param name="AtMs">Milliseconds since the buyer's order.</param>
public sealed record DemoStep(string Service, string Task, long AtMs);

/// <summary>What the owner got.</summary>
/// <param name="TxHash">
/// The transaction that paid the owner; on the chain where the coin lives on it.
/// </param>
public sealed record DemoPayout(
    string Id,
    string? TxHash,
    string Asset,
    string Amount,
    string State
);

/// <summary>The books at the end.</summary>
/// <param name="SumZero">Whether all postings add up to zero in every coin.</param>
/// <param name="ByAccount">Account, then coin, then amount in whole coins.</param>
public sealed record DemoLedger(
    bool SumZero,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> ByAccount
);

/// <summary>One asset of the host wallet, in whole coins.</summary>
public sealed record DemoReconciliation(string Ledger, string Chain, string Difference);

/// <summary>How long it took.</summary>
/// <param name="Ready">From the start of the command until the stack took work.</param>
/// <param name="InviteP50">Median from an accepted provider message to the invite sent.</param>
/// <param name="Payout">From the first order to the last finished payout.</param>
public sealed record DemoSeconds(decimal Ready, decimal InviteP50, decimal Payout);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true
)]
[JsonSerializable(typeof(DemoReport))]
internal sealed partial class DemoJson : JsonSerializerContext;
