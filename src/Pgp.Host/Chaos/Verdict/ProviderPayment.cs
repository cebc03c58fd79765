using System.Globalization;
using System.Text.Json.Nodes;

namespace Pgp.Host.Chaos.Verdict;

/// <summary>A payment in the provider's own books.</summary>
internal sealed record ProviderPayment(string Id, string Status, string? Order, bool GotMoney)
{
    public static ProviderPayment Of(JsonNode payment) =>
        new(
            (string)payment["payment_id"]!,
            (string)payment["payment_status"]!,
            (string?)payment["order_id"],
            IsPositive(payment["actually_paid"])
        );

    /// <summary>The provider still works on it.</summary>
    public bool IsUnderWay =>
        GotMoney && Status is "waiting" or "confirming" or "confirmed" or "sending";

    public bool IsFinished => GotMoney && Status is "finished";

    /// <summary>
    /// Whether we have an outcome for it: settled, or anything else with a reason. Before money has
    /// come there is nothing to have an outcome of.
    /// </summary>
    public bool HasOutcome(RecordedPayment? recorded) =>
        !GotMoney
        || Status switch
        {
            "finished" => recorded is { IsSettled: true } or { Reason: not null },
            _ => recorded is { State: not ("waiting" or "confirming") },
        };

    private static bool IsPositive(JsonNode? amount) =>
        amount is not null
        && decimal.Parse(amount.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
            > 0;
}
