using Pgp.Common.Settings;

namespace Pgp.Broadcast;

/// <param name="AdminToken"><c>WEBAPI_ADMIN_TOKEN</c>: the bearer token of operators.</param>
/// <param name="BotUsername">
/// <c>TELEGRAM_BOT_USERNAME</c>: the name in deep links, without @.
/// </param>
/// <param name="PostEvery">
/// <c>BROADCAST_AUTO_INTERVAL_MINUTES</c>: how often a standing post is made anew; default a day.
/// </param>
/// <param name="TriggerEvery">
/// <c>BROADCAST_MANUAL_INTERVAL_MINUTES</c>: how often it may be asked for; default 5 minutes.
/// </param>
/// <param name="PerSecond">
/// <c>BROADCAST_PER_SECOND</c>: messages of all processes together; 1 to 30, default 25. Telegram
/// allows a bot 30 (spec 70, 3.6); the rest is for those who talk with it.
/// </param>
internal sealed record BroadcastOptions(
    Secret AdminToken,
    string BotUsername,
    TimeSpan PostEvery,
    TimeSpan TriggerEvery,
    int PerSecond
)
{
    private const int DayMinutes = 1_440;

    public static BroadcastOptions Read(SettingsReader settings) =>
        new(
            settings.Secret("WEBAPI_ADMIN_TOKEN"),
            settings.Required("TELEGRAM_BOT_USERNAME").TrimStart('@'),
            Minutes(settings, "BROADCAST_AUTO_INTERVAL_MINUTES", DayMinutes),
            Minutes(settings, "BROADCAST_MANUAL_INTERVAL_MINUTES", 5),
            settings.Number("BROADCAST_PER_SECOND", 25, 1, 30)
        );

    private static TimeSpan Minutes(SettingsReader settings, string name, int standard) =>
        TimeSpan.FromMinutes(settings.Number(name, standard, 1, 30 * DayMinutes));
}
