using System.Text.Json.Serialization;
using Pgp.Contracts.Money;
using Pgp.Ledger.Statements;

namespace Pgp.Host.Demo;

/// <summary>
/// What the demo of collecting owners found. The members of <see cref="DemoReport"/>, and what
/// collecting adds; the whole of it is what <c>--threshold --json</c> prints.
/// </summary>
/// <param name="Statements">This month of each owner.</param>
/// <param name="Findings">What reconciliation found; nothing, if all is well.</param>
public sealed record ThresholdReport(
    bool Ok,
    IReadOnlyList<DemoPayment> Payments,
    int InvitesSent,
    DemoLedger Ledger,
    IReadOnlyDictionary<string, DemoReconciliation> Reconciliation,
    DemoSeconds Seconds,
    IReadOnlyList<DemoConversion> Conversions,
    IReadOnlyList<DemoBatch> Batches,
    IReadOnlyList<StatementReport> Statements,
    IReadOnlyList<string> Findings
);

/// <summary>One change of collected coins into USDT; amounts in whole coins.</summary>
/// <param name="Received">USDT that arrived; null until it did.</param>
/// <param name="Distributed">What of it went to owners; the rest is the platform's fee.</param>
public sealed record DemoConversion(
    string Id,
    string State,
    int Credits,
    string Asset,
    string Amount,
    string? Received,
    string? Distributed,
    string? OrderId,
    string? TxHash
);

/// <summary>One payout of an owner's collected credits; amounts in whole coins.</summary>
/// <param name="Amount">USDT set aside.</param>
/// <param name="Asset">What the owner got, once he did.</param>
/// <param name="Paid">How much of it.</param>
/// <param name="TxHash">The transaction that paid the owner.</param>
public sealed record DemoBatch(
    string Id,
    string ChannelId,
    string State,
    int Credits,
    string Amount,
    string? PayoutId,
    string? Asset,
    string? Paid,
    string? TxHash
);

/// <summary>How far the credits of one channel have come.</summary>
/// <param name="Credits">All there ever were.</param>
/// <param name="Unconverted">Not changed into USDT yet.</param>
/// <param name="Payable">USDT that no payout has reserved.</param>
/// <param name="Paid">USDT that the owner was paid for.</param>
internal sealed record Collected(
    ChannelId ChannelId,
    string Title,
    Amount<Usd> Threshold,
    int Credits,
    int Unconverted,
    Amount<Usdt> Payable,
    Amount<Usdt> Paid
)
{
    /// <summary>Everything that is payable is under the threshold.</summary>
    public bool IsSettled => Unconverted == 0 && Payable.Atomic < Threshold.Atomic;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true
)]
[JsonSerializable(typeof(ThresholdReport))]
internal sealed partial class ThresholdJson : JsonSerializerContext;
