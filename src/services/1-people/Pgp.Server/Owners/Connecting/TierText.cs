using Pgp.Channels;

namespace Pgp.Server.Owners.Connecting;

/// <summary>
/// Reads prices as people write them: <c>9.99 30</c>, one tier in each line; <c>$9,99 30</c> is the
/// same. The rules judge what was read.
/// </summary>
internal static class TierText
{
    private const int LinesMax = 10;

    public static IReadOnlyList<TierRequest> Read(string text) =>
        [
            .. text.Split('\n', ';')
                .Select(line => line.Trim())
                .Where(line => line.Length > 0)
                .Take(LinesMax)
                .Select(ReadLine),
        ];

    /// <summary>As the draft keeps it.</summary>
    public static string Write(TierDraft tier) =>
        FormattableString.Invariant($"{tier.Price.ToDecimalText()} {tier.Days}");

    private static TierRequest ReadLine(string line) =>
        line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) switch
        {
            [var price, var days] => new TierRequest(
                price.Replace("$", "", StringComparison.Ordinal).Replace(',', '.'),
                DaysOf(days)
            ),
            _ => new TierRequest(),
        };

    private static int? DaysOf(string text) =>
        int.TryParse(
            text,
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var days
        )
            ? days
            : null;
}
