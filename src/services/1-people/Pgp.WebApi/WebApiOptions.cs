using Pgp.Common.Settings;

namespace Pgp.WebApi;

/// <param name="AdminToken"><c>WEBAPI_ADMIN_TOKEN</c>: the bearer token of operators.</param>
/// <param name="BotUsername">
/// <c>TELEGRAM_BOT_USERNAME</c>: the name in deep links, without @.
/// </param>
internal sealed record WebApiOptions(Secret AdminToken, string BotUsername)
{
    public static WebApiOptions Read(SettingsReader settings) =>
        new(settings.Secret("WEBAPI_ADMIN_TOKEN"), ReadUsername(settings));

    private static string ReadUsername(SettingsReader settings)
    {
        var name = settings.Required("TELEGRAM_BOT_USERNAME").TrimStart('@');
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            settings.Report("TELEGRAM_BOT_USERNAME is not made of A-Z a-z 0-9 _");
        }

        return name;
    }
}
