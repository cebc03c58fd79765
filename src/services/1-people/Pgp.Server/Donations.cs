using Pgp.Contracts.Money;

namespace Pgp.Server;

/// <summary>How much a donation may be, in dollars (spec 30, 1.7).</summary>
internal static class Donations
{
    private static readonly Amount<Usd> Smallest = Amount<Usd>.Parse("4.99");
    private static readonly Amount<Usd> Largest = Amount<Usd>.Parse("9999.99");

    /// <summary>What the keyboard offers.</summary>
    public static IReadOnlyList<Amount<Usd>> Offered { get; } =
    [.. new[] { "5", "10", "25", "50" }.Select(Amount<Usd>.Parse)];

    public static bool IsAllowed(Amount<Usd> amount) => amount >= Smallest && amount <= Largest;
}
