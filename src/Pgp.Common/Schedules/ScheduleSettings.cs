using Cronos;
using Pgp.Common.Settings;
using Pgp.Contracts.Tasks;

namespace Pgp.Common.Schedules;

/// <summary>What an operator may say about schedules.</summary>
internal static class ScheduleSettings
{
    private const string Own = "own";
    private const string External = "external";
    private const int TokenLengthMin = 32;

    /// <summary>The schedule's own times, or those that its setting names.</summary>
    public static CronExpression Read(SettingsReader settings, Schedule schedule)
    {
        var text = settings.Optional(schedule.Setting) ?? schedule.Cron;
        var format =
            text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6
                ? CronFormat.IncludeSeconds
                : CronFormat.Standard;
        if (CronExpression.TryParse(text, format, out var cron))
        {
            return cron;
        }

        settings.Report($"{schedule.Setting} is no cron expression of five or six fields");
        return CronExpression.Parse(schedule.Cron);
    }

    /// <summary>
    /// <c>SCHEDULER</c>: <c>own</c> (the default) or <c>external</c>, where another scheduler
    /// calls.
    /// </summary>
    public static bool IsOwn(SettingsReader settings)
    {
        var text = settings.Optional("SCHEDULER") ?? Own;
        if (text is not (Own or External))
        {
            settings.Report($"SCHEDULER is neither '{Own}' nor '{External}'");
        }

        return text == Own;
    }

    /// <summary>
    /// <c>SCHEDULE_LEASE_MS</c> (1 min): a run that is not renewed for so long is given up, its
    /// process being taken for dead; until then no other run of its job begins.
    /// </summary>
    public static TimeSpan Lease(SettingsReader settings) =>
        settings.Milliseconds("SCHEDULE_LEASE_MS", TimeSpan.FromMinutes(1));

    /// <summary>
    /// <c>SCHEDULER_TOKEN</c>: what another scheduler shows; without it none may.
    /// </summary>
    public static Secret? Token(SettingsReader settings)
    {
        if (settings.Optional("SCHEDULER_TOKEN") is not { } token)
        {
            return null;
        }

        if (token.Length < TokenLengthMin)
        {
            settings.Report($"SCHEDULER_TOKEN is shorter than {TokenLengthMin} characters");
        }

        return new Secret(token);
    }
}
