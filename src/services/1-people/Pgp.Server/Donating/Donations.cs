using Pgp.Contracts.Money;

namespace Pgp.Server.Donating;

/// <summary>How much a donation may be, in dollars (spec 30, 1.7).</summary>
internal static class Donations
{
    public static Amount<Usd> Smallest { get; } = Amount<Usd>.Parse("4.99");

    public static Amount<Usd> Largest { get; } = Amount<Usd>.Parse("9999.99");

    /// <summary>What the keyboard offers.</summary>
    public static IReadOnlyList<Amount<Usd>> Offered { get; } =
    [.. new[] { "5", "10", "25", "50" }.Select(Amount<Usd>.Parse)];

    public static bool IsAllowed(Amount<Usd> amount) => amount >= Smallest && amount <= Largest;
}
