using System.Text.Json;
using Pgp.Adapters.Wire;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.ChangeNow;

/// <summary>The states of an order (spec 70, 2.5).</summary>
public enum SwapState
{
    /// <summary>Not in our list, or missing: keep the text, tell an operator, ask again.</summary>
    Unknown,
    New,
    Waiting,
    Confirming,
    Exchanging,
    Sending,

    /// <summary>Held for identity checks by the vendor's staff: hours to days.</summary>
    Verifying,
    Finished,

    /// <summary>May still become refunded or finished.</summary>
    Failed,
    Refunded,

    /// <summary>Nothing arrived in time; a late deposit may revive it.</summary>
    Expired,
}

/// <summary>An order as it stands now.</summary>
public sealed record OrderStatus
{
    public required string Id { get; init; }

    public required SwapState State { get; init; }

    /// <summary>The vendor's own word for the state.</summary>
    public required string StateText { get; init; }

    /// <summary>What arrived; null until it did.</summary>
    public CoinAmount? AmountFrom { get; init; }

    /// <summary>What was sent; null until then, which means "ask later" and never zero.</summary>
    public CoinAmount? AmountTo { get; init; }

    public CoinAmount? RefundAmount { get; init; }

    public string? PayinAddress { get; init; }

    public string? PayinHash { get; init; }

    public string? PayoutHash { get; init; }

    public string? RefundHash { get; init; }

    /// <returns><see langword="null"/> if id, coins or an amount cannot be read.</returns>
    internal static OrderStatus? Read(JsonElement json)
    {
        if (
            WireJson.Id(json, "id") is not { } id
            || SwapJson.Coin(json, "from") is not { } from
            || SwapJson.Coin(json, "to") is not { } to
            || !SwapJson.TryAmount(json, "amountFrom", from, out var amountFrom)
            || !SwapJson.TryAmount(json, "amountTo", to, out var amountTo)
            || !SwapJson.TryAmount(json, "refundAmount", from, out var refundAmount)
        )
        {
            return null;
        }

        var word = WireJson.Text(json, "status") ?? "";
        return new OrderStatus
        {
            Id = id,
            State = StateOf(word),
            StateText = word,
            AmountFrom = amountFrom,
            AmountTo = amountTo,
            RefundAmount = refundAmount,
            PayinAddress = WireJson.Text(json, "payinAddress"),
            PayinHash = WireJson.Text(json, "payinHash"),
            PayoutHash = WireJson.Text(json, "payoutHash"),
            RefundHash = WireJson.Text(json, "refundHash"),
        };
    }

    private static SwapState StateOf(string word) =>
        word.ToUpperInvariant() switch
        {
            "NEW" => SwapState.New,
            "WAITING" => SwapState.Waiting,
            "CONFIRMING" => SwapState.Confirming,
            "EXCHANGING" => SwapState.Exchanging,
            "SENDING" => SwapState.Sending,
            "VERIFYING" => SwapState.Verifying,
            "FINISHED" => SwapState.Finished,
            "FAILED" => SwapState.Failed,
            "REFUNDED" => SwapState.Refunded,
            "EXPIRED" => SwapState.Expired,
            _ => SwapState.Unknown,
        };
}
