using System.Globalization;
using System.Numerics;
using Pgp.Contracts.Money;

namespace Pgp.Server;

/// <summary>
/// What a pressed button asks for; its text form is the button's data, 64 bytes at most. Whatever
/// comes back was chosen by the client, so that it is checked like any other input.
/// </summary>
internal abstract record ButtonData
{
    private static readonly BigInteger AtomicPerCent = BigInteger.Pow(10, Coin.Usd.Decimals - 2);

    private ButtonData() { }

    /// <summary><c>s:&lt;link code&gt;:&lt;tier&gt;</c>: buy this tier.</summary>
    public sealed record Tier(string LinkCode, int TierNo) : ButtonData
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"s:{LinkCode}:{TierNo}");
    }

    /// <summary><c>d:&lt;link code&gt;:&lt;cents&gt;</c>: donate this much.</summary>
    public sealed record Donation(string LinkCode, Amount<Usd> Amount) : ButtonData
    {
        public override string ToString() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"d:{LinkCode}:{Amount.Atomic / AtomicPerCent}"
            );
    }

    /// <summary><c>r:&lt;order&gt;</c>: try this order's invoice again.</summary>
    public sealed record Retry(OrderId Order) : ButtonData
    {
        public override string ToString() => $"r:{Order}";
    }

    /// <returns><see langword="null"/> for data that none of our buttons has.</returns>
    public static ButtonData? Of(string? data) =>
        data?.Split(':') switch
        {
            ["s", var code, var tier] when LinkCode.IsValid(code) && Number(tier) is { } no =>
                new Tier(code, no),
            ["d", var code, var cents] when LinkCode.IsValid(code) && Number(cents) is { } count =>
                new Donation(code, new Amount<Usd>(count * AtomicPerCent)),
            ["r", var text] when OrderId.TryParse(text, out var order) => new Retry(order),
            _ => null,
        };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
