using Microsoft.Extensions.DependencyInjection;
using Pgp.Common.Hosting;

namespace Pgp.Adapters.NowPayments;

/// <summary>Gives a service the payment provider as a partner.</summary>
public static class NowPaymentsRegistration
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Reads <c>NOWPAYMENTS_API_KEY</c>, <c>NOWPAYMENTS_API_URL</c> and, for listing payments,
    /// <c>NOWPAYMENTS_EMAIL</c> and <c>NOWPAYMENTS_PASSWORD</c>.
    /// </summary>
    public static void AddNowPayments(this ServiceBuilder service)
    {
        var standard = new NowPaymentsOptions().BaseAddress.AbsoluteUri;
        var options = new NowPaymentsOptions
        {
            BaseAddress = service.Settings.UrlOr("NOWPAYMENTS_API_URL", standard),
            ApiKey = service.Settings.Required("NOWPAYMENTS_API_KEY"),
            Email = service.Settings.Optional("NOWPAYMENTS_EMAIL"),
            Password = service.Settings.Optional("NOWPAYMENTS_PASSWORD"),
        };
        service.Services.AddSingleton(room => new NowPaymentsLogin(
            options,
            room.GetRequiredService<TimeProvider>()
        ));
        service.AddPartner(
            TimeLimit,
            http => NowPaymentsOptions.Configure(http, options),
            (http, room) => new NowPaymentsClient(http, room.GetRequiredService<NowPaymentsLogin>())
        );
    }
}
