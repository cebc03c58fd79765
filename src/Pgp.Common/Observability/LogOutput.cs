using Microsoft.Extensions.Logging;
using Pgp.Common.Settings;

namespace Pgp.Common.Observability;

/// <summary>
/// Where log events go: JSON lines for machines, single lines for people. Always stderr or stdout
/// as a stream.
/// </summary>
internal static class LogOutput
{
    public static void Configure(
        ILoggingBuilder logging,
        SettingsReader settings,
        Action<ILoggingBuilder>? instead
    )
    {
        logging.ClearProviders();
        var level = settings.Optional("LOG_LEVEL") ?? "Information";
        if (Enum.TryParse<LogLevel>(level, ignoreCase: true, out var minimum))
        {
            logging.SetMinimumLevel(minimum);
        }
        else
        {
            settings.Report("LOG_LEVEL is none of Trace, Debug, Information, Warning, Error");
        }

        // Partner addresses carry tokens in their paths; the framework would log them.
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Polly", LogLevel.Error);
        if (instead is not null)
        {
            instead(logging);
            return;
        }

        // Standard output belongs to what the commands print.
        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (settings.Optional("PGP_LOG_FORMAT") == "json")
        {
            logging.AddJsonConsole();
        }
        else
        {
            logging.AddSimpleConsole(line =>
            {
                line.SingleLine = true;
                line.TimestampFormat = "HH:mm:ss.fff ";
            });
        }
    }
}
