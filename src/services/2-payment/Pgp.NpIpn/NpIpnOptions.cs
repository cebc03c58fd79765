using Pgp.Common.Settings;

namespace Pgp.NpIpn;

/// <summary>Settings of NP_IPN.</summary>
/// <param name="IpnSecret"><c>NOWPAYMENTS_IPN_SECRET</c>: signs the provider's messages.</param>
/// <param name="BotUsername"><c>TELEGRAM_BOT_USERNAME</c>: where the page leads back to.</param>
internal sealed record NpIpnOptions(Secret IpnSecret, string BotUsername)
{
    public static NpIpnOptions Read(SettingsReader settings) =>
        new(settings.Secret("NOWPAYMENTS_IPN_SECRET"), settings.Required("TELEGRAM_BOT_USERNAME"));
}
