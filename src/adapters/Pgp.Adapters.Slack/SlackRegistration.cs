using Pgp.Common.Hosting;
using Pgp.Common.Settings;

namespace Pgp.Adapters.Slack;

/// <summary>Gives a service a Slack channel as a partner.</summary>
public static class SlackRegistration
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    /// <param name="setting">Holds the webhook's address; nothing is registered without it.</param>
    /// <returns>Whether there is a channel.</returns>
    public static bool AddSlack(this ServiceBuilder service, string setting)
    {
        if (service.Settings.Optional(setting) is not { } text)
        {
            return false;
        }

        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps
        )
        {
            service.Settings.Report($"{setting} is not an absolute http(s) address");
            return false;
        }

        service.AddPartner(
            TimeLimit,
            http => SlackWebhook.Configure(http, TimeLimit),
            (http, _) => new SlackWebhook(http, new Secret(text))
        );
        return true;
    }
}
