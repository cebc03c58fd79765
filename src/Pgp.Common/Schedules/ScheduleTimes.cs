using Cronos;
using Pgp.Common.Settings;
using Pgp.Contracts.Tasks;

namespace Pgp.Common.Schedules;

/// <summary>When a schedule's slots are, as this installation's settings say.</summary>
public sealed class ScheduleTimes
{
    private readonly CronExpression cron;

    private ScheduleTimes(CronExpression cron) => this.cron = cron;

    public static ScheduleTimes Read(SettingsReader settings, Schedule schedule) =>
        new(ScheduleSettings.Read(settings, schedule));

    /// <summary>The first slot after the given moment; null when there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) =>
        cron.GetNextOccurrence(after, TimeZoneInfo.Utc);
}
