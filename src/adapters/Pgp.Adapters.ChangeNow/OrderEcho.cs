using System.Numerics;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.ChangeNow;

/// <summary>One thing in which a created order is not what was asked for.</summary>
/// <param name="Field">The wire name.</param>
/// <param name="Answered"><see langword="null"/> if the answer left it out.</param>
public sealed record EchoDifference(string Field, string Asked, string? Answered);

/// <summary>
/// Compares a created order with the request. No deposit may be sent while anything differs: a
/// vendor's mistake or a tampered answer would send it elsewhere.
/// </summary>
public static class OrderEcho
{
    private const string Evm = "eth";

    /// <param name="amountTolerance">
    /// How far the repeated amount may be off, of the amount asked.
    /// </param>
    /// <returns>Empty if the order is the one that was asked for.</returns>
    public static IReadOnlyList<EchoDifference> Check(
        OrderRequest asked,
        SwapOrder order,
        BasisPoints amountTolerance
    )
    {
        var found = new List<EchoDifference>();
        CheckCoin("from", asked.From.Coin, order.From, found);
        CheckCoin("to", asked.To, order.To, found);
        if (!IsNear(asked.From, order.FromAmount, amountTolerance))
        {
            var answered = order.FromAmount?.ToDecimalText();
            found.Add(new("fromAmount", asked.From.ToDecimalText(), answered));
        }

        CheckAddress("payoutAddress", asked.PayoutAddress, order.PayoutAddress, found);
        CheckAddress("refundAddress", asked.RefundAddress, order.RefundAddress, found);
        var extraId = asked.PayoutExtraId ?? "";
        if (extraId != (order.PayoutExtraId ?? ""))
        {
            found.Add(new("payoutExtraId", extraId, order.PayoutExtraId));
        }

        CheckPayin(asked, order, found);
        return found;
    }

    private static void CheckCoin(
        string side,
        Coin asked,
        Coin? answered,
        List<EchoDifference> found
    )
    {
        if (asked.Ticker != answered?.Ticker)
        {
            found.Add(new($"{side}Currency", asked.Ticker, answered?.Ticker));
        }

        if (asked.Network != answered?.Network)
        {
            found.Add(new($"{side}Network", asked.Network, answered?.Network));
        }
    }

    private static void CheckAddress(
        string field,
        string asked,
        string? answered,
        List<EchoDifference> found
    )
    {
        if (answered is null || !IsSameAddress(asked, answered))
        {
            found.Add(new(field, asked, answered));
        }
    }

    // The deposit address is new to us, so only its form and its not being one of ours can be
    // tested.
    private static void CheckPayin(OrderRequest asked, SwapOrder order, List<EchoDifference> found)
    {
        var isPlausible =
            (asked.From.Coin.Network != Evm || IsEvmAddress(order.PayinAddress))
            && !IsSameAddress(asked.RefundAddress, order.PayinAddress)
            && !IsSameAddress(asked.PayoutAddress, order.PayinAddress);
        if (!isPlausible)
        {
            found.Add(new("payinAddress", $"a deposit address on {Evm}", order.PayinAddress));
        }

        // A transfer on Ethereum carries no memo: the deposit would not be recognised.
        if (asked.From.Coin.Network == Evm && order.PayinExtraId is not null)
        {
            found.Add(new("payinExtraId", "", order.PayinExtraId));
        }
    }

    private static bool IsNear(CoinAmount asked, CoinAmount? answered, BasisPoints tolerance) =>
        answered is { } amount
        && amount.Coin == asked.Coin
        && BigInteger.Abs(amount.Atomic - asked.Atomic) * BasisPoints.PerWhole
            <= asked.Atomic * tolerance.Value;

    // Upper and lower case of an EVM address are only its checksum (EIP-55); elsewhere case
    // matters.
    private static bool IsSameAddress(string left, string right) =>
        string.Equals(
            left,
            right,
            IsEvmAddress(left) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal
        );

    private static bool IsEvmAddress(string text) =>
        text.Length == 42
        && text.StartsWith("0x", StringComparison.Ordinal)
        && text.Skip(2).All(char.IsAsciiHexDigit);
}
