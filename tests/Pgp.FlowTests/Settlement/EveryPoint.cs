using Pgp.FlowTests.Support;

namespace Pgp.FlowTests.Settlement;

/// <summary>
/// Lets the handlers of some kinds of tasks die at every point they come past, each point once. A
/// message dies once at most, so that the next one of its kind gets further; when one comes through
/// without dying, every point on its way has had its death.
/// </summary>
internal sealed class EveryPoint(IReadOnlyCollection<string> kinds)
{
    private readonly Lock gate = new();
    private readonly CrashMap map = new();
    private readonly HashSet<CrashPoint> died = [];
    private readonly Dictionary<(string Task, bool Later), HashSet<string>> unharmed = [];
    private readonly HashSet<(string Task, string Message)> victims = [];

    /// <summary>How many points have had their death.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return died.Count;
            }
        }
    }

    /// <summary>The kinds of tasks that died somewhere.</summary>
    public IReadOnlyList<string> Kinds
    {
        get
        {
            lock (gate)
            {
                return [.. died.Select(point => point.Task).Distinct()];
            }
        }
    }

    /// <summary>Kinds of which not one message came through: there were too few of them.</summary>
    public IReadOnlyList<string> Unfinished
    {
        get
        {
            lock (gate)
            {
                return
                [
                    .. unharmed
                        .Where(kind => kind.Value.Count == 0)
                        .Select(kind => kind.Key.Later ? $"{kind.Key.Task}, later" : kind.Key.Task),
                ];
            }
        }
    }

    /// <summary>Whether the handler dies here and now.</summary>
    public bool Takes(Moment moment)
    {
        if (!kinds.Contains(moment.Task))
        {
            return false;
        }

        lock (gate)
        {
            // All runs of a job are one story, and each is like the first.
            var isJob = moment.Story == moment.Task;
            var point = isJob ? CrashPoint.At(moment, later: false) : map.PointOf(moment);
            var kind = (point.Task, point.Later);
            if (!unharmed.TryGetValue(kind, out var messages))
            {
                unharmed.Add(kind, messages = []);
            }

            if (victims.Contains((moment.Task, moment.Message)))
            {
                return false;
            }

            if (!died.Add(point))
            {
                messages.Add(moment.Message);
                return false;
            }

            messages.Remove(moment.Message);
            return victims.Add((moment.Task, moment.Message));
        }
    }
}
