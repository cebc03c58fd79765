using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Pgp.FlowTests.Support;

/// <summary>A place in the code of a handler where the process may die.</summary>
/// <param name="Later">
/// Whether it is a later task of this kind in its story: another look, the second report.
/// </param>
internal sealed partial record CrashPoint(
    string Task,
    bool Later,
    string Point,
    string Of,
    string After
)
{
    public static CrashPoint At(Moment moment, bool later) =>
        new(moment.Task, later, moment.Point, Path(moment.Of), Path(moment.After));

    public override string ToString() =>
        $"{Task}{(Later ? " (later)" : "")}: {Point} {FirstLine(Of)} after {FirstLine(After)}";

    // Paths of partners' calls end in ids.
    private static string Path(string of) => of.StartsWith('/') ? Id().Replace(of, "/*") : of;

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();

    [GeneratedRegex("/[0-9]{5,}", RegexOptions.NonBacktracking)]
    private static partial Regex Id();
}

/// <summary>Tells the points that stories come past.</summary>
internal sealed class CrashMap
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<CrashPoint, bool>> seen =
        new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<(string, string), string> first = new();

    public void Note(Moment moment) =>
        seen.GetOrAdd(moment.Story, _ => new ConcurrentDictionary<CrashPoint, bool>())
            .TryAdd(PointOf(moment), true);

    public CrashPoint PointOf(Moment moment)
    {
        // Whether a transfer ends at its first look depends on its neighbours' nonces.
        var kind = (moment.Story, moment.Task);
        var later =
            moment.Task != Tasks.FollowUp && first.GetOrAdd(kind, moment.Message) != moment.Message;
        return CrashPoint.At(moment, later);
    }

    public HashSet<CrashPoint> Of(Story story) => [.. seen[story.Name].Keys];
}

/// <summary>
/// Says which payment dies where: every point once, and no two in one kind of task.
/// </summary>
internal sealed class CrashPlan(CrashMap map)
{
    private readonly Dictionary<string, ConcurrentDictionary<CrashPoint, bool>> byStory = new(
        StringComparer.Ordinal
    );

    /// <summary>What was planned and did not come to pass.</summary>
    public IEnumerable<CrashPoint> Left => byStory.Values.SelectMany(points => points.Keys);

    public int Count { get; private set; }

    /// <summary>The kinds of tasks that die somewhere.</summary>
    public HashSet<string> Kinds { get; } = new(StringComparer.Ordinal);

    /// <summary>Gives the point to the least burdened of the stories.</summary>
    public void Add(CrashPoint point, IReadOnlyList<Story> stories)
    {
        var story = stories
            .Where(one => Points(one).Keys.All(other => other.Task != point.Task))
            .MinBy(one => Points(one).Count);
        Assert.True(story is not null, $"too few payments for {point}");
        Points(story).TryAdd(point, true);
        Kinds.Add(point.Task);
        Count++;
    }

    /// <summary>Whether the handler dies here and now.</summary>
    public bool Takes(Moment moment) =>
        byStory.TryGetValue(moment.Story, out var points)
        && points.TryRemove(map.PointOf(moment), out _);

    private ConcurrentDictionary<CrashPoint, bool> Points(Story story)
    {
        if (!byStory.TryGetValue(story.Name, out var points))
        {
            points = new ConcurrentDictionary<CrashPoint, bool>();
            byStory.Add(story.Name, points);
        }

        return points;
    }
}
