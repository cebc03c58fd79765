using System.Globalization;

namespace Pgp.Host.Operations;

/// <summary>The list for people.</summary>
internal static class OverdueText
{
    private static readonly TimeSpan FreshMax = TimeSpan.FromMinutes(5);

    public static void Print(OverdueList list, DateTimeOffset now, TextWriter output)
    {
        output.WriteLine(
            list.Items.Count == 0 ? "nothing is overdue" : $"{list.Items.Count} overdue"
        );
        foreach (var item in list.Items)
        {
            var age = Ages.Of(TimeSpan.FromSeconds(item.AgeSeconds));
            output.WriteLine($"\n{item.Kind}  {item.Subject}  {age}{Again(item)}");
            output.WriteLine($"    {item.Reason}");
            if (item.AcknowledgedBy is { } by)
            {
                output.WriteLine($"    {by} has it{(item.Note is { } note ? $": {note}" : "")}");
            }
        }

        if (Staleness(list.LookedAt, now) is { } warning)
        {
            output.WriteLine($"\n{warning}");
        }
    }

    private static string Again(OverdueLine item) =>
        item.Occurrence == 1
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"  (time {item.Occurrence})");

    private static string? Staleness(DateTimeOffset? lookedAt, DateTimeOffset now) =>
        lookedAt switch
        {
            null => "Nobody has looked yet: is oversight running? --now looks.",
            { } at when now - at > FreshMax =>
                $"This is {Ages.Of(now - at)} old: is oversight running? --now looks.",
            _ => null,
        };
}
