using Pgp.Channels;
using Pgp.Common.Settings;
using Pgp.Common.Tokens;

namespace Pgp.WebApi;

/// <param name="AdminToken"><c>WEBAPI_ADMIN_TOKEN</c>: the bearer token of operators.</param>
/// <param name="TokenKeys"><c>JWT_SECRET_KEY</c>: signs access tokens of accounts.</param>
/// <param name="BotUsername">
/// <c>TELEGRAM_BOT_USERNAME</c>: the name in deep links, without @.
/// </param>
/// <param name="Site"><c>BASE_URL</c>: where the site is; links in mails lead there.</param>
/// <param name="WalletHold"><c>WALLET_HOLD_HOURS</c>: how long a changed wallet waits.</param>
/// <param name="AttemptScale">
/// <c>WEBAPI_ATTEMPT_SCALE</c>: how many times the standard limits of attempts are allowed.
/// </param>
internal sealed record WebApiOptions(
    Secret AdminToken,
    KeyRing TokenKeys,
    string BotUsername,
    Uri Site,
    TimeSpan WalletHold,
    int AttemptScale
)
{
    private const int AttemptScaleMax = 10_000;

    /// <summary>
    /// <c>EXPLORER_TX_URL</c>: what a transaction's hash is put behind; null: there is none.
    /// </summary>
    public Uri? Explorer { get; init; }

    public static WebApiOptions Read(SettingsReader settings) =>
        new(
            settings.Secret("WEBAPI_ADMIN_TOKEN"),
            KeyRing.Read(settings, "JWT_SECRET_KEY"),
            ReadUsername(settings),
            settings.Url("BASE_URL"),
            WalletHoldSetting.Read(settings),
            settings.Number("WEBAPI_ATTEMPT_SCALE", standard: 1, min: 1, AttemptScaleMax)
        )
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
