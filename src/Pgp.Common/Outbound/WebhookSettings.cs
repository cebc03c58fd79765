using Pgp.Common.Secrets;
using Pgp.Common.Settings;
using Pgp.Common.Tokens;

namespace Pgp.Common.Outbound;

/// <summary>What those who take endpoints in and those who call them must agree on.</summary>
public static class WebhookSettings
{
    private const string Purpose = "webhook secrets";

    /// <summary>
    /// <c>WEBHOOK_SECRETS_KEY</c>, and <c>…_PREVIOUS</c> while it is changed: seals the secrets
    /// that sign events.
    /// </summary>
    public static SecretBox Box(SettingsReader settings) =>
        new(KeyRing.Read(settings, "WEBHOOK_SECRETS_KEY"), Purpose);

    /// <summary>
    /// <c>WEBHOOK_ALLOW_PRIVATE</c>: 1 where endpoints may be on this machine or network, and
    /// without TLS. For sandboxes.
    /// </summary>
    public static bool IsPrivateAllowed(SettingsReader settings) =>
        settings.Number("WEBHOOK_ALLOW_PRIVATE", standard: 0, min: 0, max: 1) == 1;
}
