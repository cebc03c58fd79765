using System.Globalization;
using Pgp.Contracts.Money;

namespace Pgp.Host.Operations;

/// <summary>One thing that happened.</summary>
/// <param name="Part">Service, partner or book that it happened in.</param>
/// <param name="Detail">States, reasons, hashes.</param>
/// <param name="Amount">Coins moved; in the ledger with their sign.</param>
internal sealed record TimelineEvent(
    DateTimeOffset At,
    string Part,
    string What,
    string? Detail,
    string? Amount
)
{
    public static string? Text(CoinAmount? amount) => amount?.ToString();
}

/// <summary>Everything on record about one payment or payout, oldest first.</summary>
/// <param name="Subject">Its id.</param>
/// <param name="State">Where it stands, with the reason.</param>
internal sealed record Timeline(string Subject, string State, IReadOnlyList<TimelineEvent> Events)
{
    public void Print(TextWriter output)
    {
        output.WriteLine($"{Subject}: {State}\n");
        foreach (var one in Events)
        {
            var at = one.At.UtcDateTime.ToString(
                "yyyy-MM-dd HH:mm:ss.fff",
                CultureInfo.InvariantCulture
            );
            string?[] parts = [one.What, one.Amount, one.Detail];
            var text = string.Join("  ", parts.Where(part => part is { Length: > 0 }));
            output.WriteLine($"{at}  {one.Part, -20} {text}");
        }
    }
}
