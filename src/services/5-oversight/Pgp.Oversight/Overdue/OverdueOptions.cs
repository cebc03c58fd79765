using Pgp.Common.Schedules;
using Pgp.Common.Settings;
using Pgp.Contracts.Tasks;

namespace Pgp.Oversight.Overdue;

/// <summary>
/// <c>OVERDUE_&lt;KIND&gt;_MINUTES</c>: how long each kind may wait, 0 to 43,200 min.
/// </summary>
/// <param name="Limits">Each kind with its limit.</param>
internal sealed record OverdueOptions(IReadOnlyList<(OverdueKind Kind, TimeSpan Limit)> Limits)
{
    private const int MinutesMax = 43_200;

    public static OverdueOptions Read(SettingsReader settings)
    {
        var times = Schedules.All.ToDictionary(
            schedule => schedule.Name,
            schedule => ScheduleTimes.Read(settings, schedule),
            StringComparer.Ordinal
        );
        var jobs = OverdueKinds.Job(new JobFindings(times).SearchAsync);
        return new OverdueOptions([
            .. OverdueKinds.OfTables.Append(jobs).Select(kind => (kind, Limit(settings, kind))),
        ]);
    }

    private static TimeSpan Limit(SettingsReader settings, OverdueKind kind) =>
        TimeSpan.FromMinutes(settings.Number(kind.Setting, kind.LimitMinutes, min: 0, MinutesMax));
}
