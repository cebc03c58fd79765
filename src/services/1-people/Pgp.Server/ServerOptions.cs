using Pgp.Common.Settings;

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
internal sealed record ServerOptions(
    Uri Webhook,
    Secret WebhookSecret,
    Uri PaymentPage,
    Uri IpnCallback
)
{
    private const int SecretLengthMax = 256;

    public static ServerOptions Read(SettingsReader settings)
    {
        var ipn = settings.Url("PGP_NP_IPN_URL");
        return new ServerOptions(
            Below(settings.Url("PGP_SERVER_URL"), "/server/telegram"),
            ReadSecret(settings),
            Below(ipn, "/np-ipn/payment-processing"),
            settings.UrlOr("NOWPAYMENTS_IPN_CALLBACK_URL", Below(ipn, "/np-ipn/ipn").AbsoluteUri)
        );
    }

    /// <summary>The page that shows one order; the token shows no other.</summary>
    public Uri PaymentPageOf(Order order) =>
        new($"{PaymentPage.AbsoluteUri}?token={Uri.EscapeDataString(order.StatusToken)}");

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
