using Microsoft.Extensions.Logging;
using Pgp.Contracts.Tasks;

namespace Pgp.Notifications.Alerts;

/// <summary>The log: always there, for whoever collects logs.</summary>
internal sealed class LogChannel(ILogger<LogChannel> log) : IAlertChannel
{
    public string Name => "log";

    public Task<Telling> TellAsync(AlertRaised alert, CancellationToken ct)
    {
        // One event id per level: rules of log collectors go by either.
        if (alert.Level == AlertLevel.Critical)
        {
            log.Critical(alert.Kind, alert.Subject, alert.Occurrence, alert.Text);
        }
        else
        {
            log.Warning(alert.Kind, alert.Subject, alert.Occurrence, alert.Text);
        }

        return Task.FromResult<Telling>(new Telling.Told());
    }
}
