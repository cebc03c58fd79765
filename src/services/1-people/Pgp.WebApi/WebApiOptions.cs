using Pgp.Common.Settings;

namespace Pgp.WebApi;

/// <param name="AdminToken"><c>WEBAPI_ADMIN_TOKEN</c>: the bearer token of operators.</param>
/// <param name="BotUsername">
/// <c>TELEGRAM_BOT_USERNAME</c>: the name in deep links, without @.
/// </param>
internal sealed record WebApiOptions(Secret AdminToken, string BotUsername)
{
    /// <summary>
    /// <c>EXPLORER_TX_URL</c>: what a transaction's hash is put behind; null: there is none.
    /// </summary>
    public Uri? Explorer { get; init; }

    public static WebApiOptions Read(SettingsReader settings) =>
        new(settings.Secret("WEBAPI_ADMIN_TOKEN"), ReadUsername(settings))
        {
            Explorer = settings.Optional("EXPLORER_TX_URL") is null
                ? null
                : settings.Url("EXPLORER_TX_URL"),
        };

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
