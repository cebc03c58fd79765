using Pgp.Channels;
using Pgp.Common.Settings;
using Pgp.Server.Members;
using Pgp.Server.Shop;

namespace Pgp.Server;

/// <summary>Addresses by which others reach us.</summary>
/// <param name="Webhook">Where Telegram posts updates: below <c>PGP_SERVER_URL</c>.</param>
/// <param name="WebhookSecret">
/// <c>TELEGRAM_WEBHOOK_SECRET</c>: proves that a caller is Telegram.
/// </param>
/// <param name="PaymentPage">Where the provider sends the buyer back to, without the token.</param>
/// <param name="IpnCallback">
/// <c>NOWPAYMENTS_IPN_CALLBACK_URL</c>; by default the route below <c>PGP_NP_IPN_URL</c>.
/// </param>
/// <param name="BotUsername"><c>TELEGRAM_BOT_USERNAME</c>, for links into the bot.</param>
/// <param name="IsPolling">
/// <c>TELEGRAM_UPDATES</c>: <c>webhook</c>, or <c>polling</c> where Telegram cannot reach us.
/// </param>
/// <param name="QuietHours">
/// <c>QUIET_HOURS</c>: when nobody is reminded, UTC, like <c>21:00-07:00</c>.
/// </param>
/// <param name="SupportContact">
/// <c>SUPPORT_CONTACT</c>: whom people may write to, shown by <c>/paysupport</c>.
/// </param>
/// <param name="WalletHold">
/// <c>WALLET_HOLD_HOURS</c>: how long a change of an owner's wallet waits before it counts.
/// </param>
internal sealed record ServerOptions(
    Uri Webhook,
    Secret WebhookSecret,
    Uri PaymentPage,
    Uri IpnCallback,
    string BotUsername,
    bool IsPolling,
    QuietHours QuietHours,
    string? SupportContact,
    TimeSpan WalletHold
)
{
    private const string ByWebhook = "webhook";
    private const string ByPolling = "polling";
    private const string QuietStandard = "21:00-07:00";
    private const int SecretLengthMax = 256;

    public static ServerOptions Read(SettingsReader settings)
    {
        var ipn = settings.Url("PGP_NP_IPN_URL");
        return new ServerOptions(
            Below(settings.Url("PGP_SERVER_URL"), "/server/telegram"),
            ReadSecret(settings),
            Below(ipn, "/np-ipn/payment-processing"),
            settings.UrlOr("NOWPAYMENTS_IPN_CALLBACK_URL", Below(ipn, "/np-ipn/ipn").AbsoluteUri),
            settings.Required("TELEGRAM_BOT_USERNAME"),
            ReadPolling(settings),
            ReadQuietHours(settings),
            settings.Optional("SUPPORT_CONTACT"),
            WalletHoldSetting.Read(settings)
        );
    }

    /// <summary>A deep link into the bot.</summary>
    /// <param name="payload">1 to 64 of <c>A-Z a-z 0-9 _ -</c>.</param>
    public Uri StartLink(string payload) => new($"https://t.me/{BotUsername}?start={payload}");

    /// <summary>The page that shows one order; the token shows no other.</summary>
    public Uri PaymentPageOf(Order order) => PaymentPageOf(order.StatusToken);

    /// <inheritdoc cref="PaymentPageOf(Order)"/>
    public Uri PaymentPageOf(string statusToken) =>
        new($"{PaymentPage.AbsoluteUri}?token={Uri.EscapeDataString(statusToken)}");

    private static bool ReadPolling(SettingsReader settings)
    {
        var mode = settings.Optional("TELEGRAM_UPDATES") ?? ByWebhook;
        if (mode is not (ByWebhook or ByPolling))
        {
            settings.Report($"TELEGRAM_UPDATES is neither '{ByWebhook}' nor '{ByPolling}'");
        }

        return mode == ByPolling;
    }

    private static QuietHours ReadQuietHours(SettingsReader settings)
    {
        var hours = QuietHours.TryParse(settings.Optional("QUIET_HOURS") ?? QuietStandard);
        if (hours is null)
        {
            settings.Report("QUIET_HOURS is not like 21:00-07:00");
        }

        return hours ?? new QuietHours(default, default);
    }

    // Telegram refuses other secrets, and would do so only after the start (spec 70, 3.2).
    private static Secret ReadSecret(SettingsReader settings)
    {
        var secret = settings.Required("TELEGRAM_WEBHOOK_SECRET");
        if (secret.Length > SecretLengthMax || !secret.All(IsSecretCharacter))
        {
            settings.Report("TELEGRAM_WEBHOOK_SECRET is not 1 to 256 of A-Z a-z 0-9 _ -");
        }

        return new Secret(secret);
    }

    private static bool IsSecretCharacter(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    private static Uri Below(Uri address, string path) =>
        new(address.AbsoluteUri.TrimEnd('/') + path);
}
