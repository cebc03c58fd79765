using System.Globalization;
using Pgp.Adapters.Slack;
using Pgp.Adapters.Telegram;
using Pgp.Contracts.Tasks;

namespace Pgp.Notifications.Alerts;

/// <summary>What operators read, in each channel's form.</summary>
internal static class AlertMessage
{
    private const string Runbook = "docs/operations.md";

    /// <summary>Telegram's HTML.</summary>
    public static string Html(AlertRaised alert) =>
        $"""
            <b>{TelegramHtml.Escape(Title(alert))}</b>
            {TelegramHtml.Escape(alert.Text)}
            About: <code>{TelegramHtml.Escape(alert.Subject)}</code>
            Runbook: {Runbook}, {TelegramHtml.Escape(alert.Kind)}
            """;

    public static SlackMessage Slack(AlertRaised alert, DateTimeOffset now) =>
        new(
            Title(alert),
            $"{alert.Text}\nAbout: {alert.Subject}\nRunbook: {Runbook}, {alert.Kind}",
            now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)
        );

    private static string Title(AlertRaised alert) => $"{alert.Level}: {alert.Kind}";
}
