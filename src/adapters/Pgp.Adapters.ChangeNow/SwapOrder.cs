using System.Text.Json;
using Pgp.Adapters.Wire;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.ChangeNow;

/// <summary>
/// An order as the vendor repeats it on creation. Anything but the id and the deposit address may
/// be missing; <see cref="OrderEcho"/> decides whether that is acceptable.
/// </summary>
/// <param name="Id">Opaque text.</param>
/// <param name="PayinAddress">Where our deposit goes.</param>
public sealed record SwapOrder(string Id, string PayinAddress)
{
    public Coin? From { get; init; }

    public Coin? To { get; init; }

    public CoinAmount? FromAmount { get; init; }

    /// <summary>A promise, not what will arrive.</summary>
    public CoinAmount? ToAmount { get; init; }

    /// <summary>Memo the deposit must carry; never on Ethereum.</summary>
    public string? PayinExtraId { get; init; }

    public string? PayoutAddress { get; init; }

    public string? PayoutExtraId { get; init; }

    public string? RefundAddress { get; init; }

    /// <returns><see langword="null"/> if the order cannot be paid into as it stands.</returns>
    internal static SwapOrder? Read(JsonElement json)
    {
        if (
            WireJson.Id(json, "id") is not { } id
            || WireJson.Text(json, "payinAddress") is not { } payinAddress
        )
        {
            return null;
        }

        var from = SwapJson.Coin(json, "from");
        var to = SwapJson.Coin(json, "to");
        return new SwapOrder(id, payinAddress)
        {
            From = from,
            To = to,
            FromAmount = from is null ? null : SwapJson.PositiveAmount(json, "fromAmount", from),
            ToAmount = to is null ? null : SwapJson.PositiveAmount(json, "toAmount", to),
            PayinExtraId = WireJson.Text(json, "payinExtraId"),
            PayoutAddress = WireJson.Text(json, "payoutAddress"),
            PayoutExtraId = WireJson.Text(json, "payoutExtraId"),
            RefundAddress = WireJson.Text(json, "refundAddress"),
        };
    }
}
