using Pgp.Common.Hosting;

namespace Pgp.Adapters.ChangeNow;

/// <summary>Gives a service the exchange as a partner.</summary>
public static class ChangeNowRegistration
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    /// <summary>Reads <c>CHANGENOW_API_KEY</c> and <c>CHANGENOW_API_URL</c>.</summary>
    public static void AddChangeNow(this ServiceBuilder service)
    {
        var standard = new ChangeNowOptions().BaseAddress.AbsoluteUri;
        var options = new ChangeNowOptions
        {
            BaseAddress = service.Settings.UrlOr("CHANGENOW_API_URL", standard),
            ApiKey = service.Settings.Required("CHANGENOW_API_KEY"),
        };
        service.AddPartner(
            TimeLimit,
            http => ChangeNowOptions.Configure(http, options),
            (http, _) => new ChangeNowClient(http)
        );
    }
}
