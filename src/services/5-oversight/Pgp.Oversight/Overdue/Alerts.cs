using System.Globalization;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Oversight.Overdue;

/// <summary>Tells the operators what is new in the list.</summary>
internal static class Alerts
{
    /// <summary>
    /// So many new items of a kind are told one by one; of a flood the rest is told in one
    /// sentence.
    /// </summary>
    public const int ApartMax = 20;

    private const string Many = "many";
    private const int ReasonLengthMax = 300;

    public static async Task RaiseAsync(
        Unit unit,
        OverdueKind kind,
        IReadOnlyList<Finding> found,
        IReadOnlyList<RecordedItem> recorded,
        CancellationToken ct
    )
    {
        if (kind.Level is not { } level)
        {
            return;
        }

        var news = recorded
            .Where(item => item.IsNew)
            .ToDictionary(item => item.Subject, StringComparer.Ordinal);
        var told = found.Where(finding => news.ContainsKey(finding.Subject)).ToList();
        foreach (var finding in told.Take(ApartMax))
        {
            var occurrence = news[finding.Subject].Occurrence;
            await EnqueueAsync(
                unit,
                new AlertRaised(level, kind.Name, finding.Subject, Text(kind, finding), occurrence),
                ct
            );
        }

        if (told.Count > ApartMax)
        {
            await EnqueueAsync(unit, OfMany(level, kind, told.Count - ApartMax, unit.Now), ct);
        }
    }

    private static AlertRaised OfMany(
        AlertLevel level,
        OverdueKind kind,
        int count,
        DateTimeOffset now
    ) =>
        new(
            level,
            kind.Name,
            Many,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{count} more of this kind came up at once. pgp overdue lists them."
            ),
            (int)(now.ToUnixTimeSeconds() / 60)
        );

    private static string Text(OverdueKind kind, Finding finding)
    {
        var reason =
            finding.Reason.Length <= ReasonLengthMax
                ? finding.Reason
                : finding.Reason[..ReasonLengthMax] + "…";
        var since = finding.Since.UtcDateTime.ToString(
            "yyyy-MM-dd HH:mm",
            CultureInfo.InvariantCulture
        );
        return $"{kind.Summary} (since {since} UTC): {reason}. {kind.Advice}";
    }

    // The subject is the story's name: the alert shows among the tasks of what it is about.
    private static Task EnqueueAsync(Unit unit, AlertRaised alert, CancellationToken ct) =>
        unit.EnqueueAsync(alert, unit.Now, new Story(alert.Subject, TraceParent: null), ct);
}
