using Pgp.Common.Hosting;

namespace Pgp.Adapters.Telegram;

/// <summary>Gives a service the bot as a partner.</summary>
public static class TelegramRegistration
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    /// <summary>Reads <c>TELEGRAM_BOT_API_TOKEN</c> and <c>TELEGRAM_API_URL</c>.</summary>
    public static void AddTelegram(this ServiceBuilder service)
    {
        var standard = new TelegramOptions().BaseAddress.AbsoluteUri;
        var options = new TelegramOptions
        {
            Token = service.Settings.Required("TELEGRAM_BOT_API_TOKEN"),
            BaseAddress = service.Settings.UrlOr("TELEGRAM_API_URL", standard),
        };
        if (options.Token.Length > 0 && !IsToken(options.Token))
        {
            service.Settings.Report("TELEGRAM_BOT_API_TOKEN is not <number>:<secret>");
        }

        service.AddPartner(
            TimeLimit,
            _ => { },
            (http, _) => new TelegramGateway(TelegramGateway.CreateBot(options, http))
        );
    }

    private static bool IsToken(string token) =>
        token.Split(':') is [{ Length: > 0 } number, { Length: > 0 }]
        && number.All(char.IsAsciiDigit);
}
