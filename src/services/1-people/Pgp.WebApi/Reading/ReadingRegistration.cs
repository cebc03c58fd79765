using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Pgp.Common.Hosting;
using Pgp.WebApi.Analytics;
using Pgp.WebApi.Balances;
using Pgp.WebApi.Http;
using Pgp.WebApi.Payments;
using Pgp.WebApi.Payouts;
using Pgp.WebApi.Statements;
using Pgp.WebApi.Subscribers;

namespace Pgp.WebApi.Reading;

/// <summary>What owners read of their own.</summary>
internal static class ReadingRegistration
{
    public static void AddReading(this ServiceBuilder service)
    {
        service.Services.AddSingleton<Story>();
        service.AddPayments();
        service.AddSubscribers();
        service.AddPayouts();
        service.AddFigures();
    }

    private static void AddPayments(this ServiceBuilder service) =>
        service.MapApi<PaymentsApi>(
            "Payments",
            (routes, api) =>
            {
                routes
                    .MapGet("/payments", api.ListAsync)
                    .WithName("listPayments")
                    .ForOwners()
                    .Refuses(422);
                routes
                    .MapGet("/payments/export", api.Export)
                    .WithName("exportPayments")
                    .ForOwners()
                    .Refuses(422);
                routes
                    .MapGet("/payments/{paymentId}", api.ShowAsync)
                    .WithName("showPayment")
                    .ForOwners()
                    .Refuses(404);
            }
        );

    private static void AddSubscribers(this ServiceBuilder service) =>
        service.MapApi<SubscribersApi>(
            "Subscribers",
            (routes, api) =>
            {
                routes
                    .MapGet("/subscribers", api.ListAsync)
                    .WithName("listSubscribers")
                    .ForOwners()
                    .Refuses(422);
                routes
                    .MapGet("/subscribers/export", api.Export)
                    .WithName("exportSubscribers")
                    .ForOwners()
                    .Refuses(422);
                routes
                    .MapGet("/subscribers/{subscriptionId}", api.ShowAsync)
                    .WithName("showSubscriber")
                    .ForOwners()
                    .Refuses(404);
            }
        );

    private static void AddPayouts(this ServiceBuilder service) =>
        service.MapApi<PayoutsApi>(
            "Payouts",
            (routes, api) =>
            {
                routes
                    .MapGet("/payouts", api.ListAsync)
                    .WithName("listPayouts")
                    .ForOwners()
                    .Refuses(422);
                routes
                    .MapGet("/payouts/export", api.Export)
                    .WithName("exportPayouts")
                    .ForOwners()
                    .Refuses(422);
                routes
                    .MapGet("/payouts/{payoutId}", api.ShowAsync)
                    .WithName("showPayout")
                    .ForOwners()
                    .Refuses(404);
            }
        );

    private static void AddFigures(this ServiceBuilder service)
    {
        service.MapApi<BalancesApi>(
            "Payouts",
            (routes, api) =>
                routes.MapGet("/balance", api.ShowAsync).WithName("showBalance").ForOwners()
        );
        service.MapApi<StatementsApi>(
            "Statements",
            (routes, api) =>
            {
                routes
                    .MapGet("/statements", api.ListAsync)
                    .WithName("listStatements")
                    .ForOwners()
                    .Refuses(422);
                routes
                    .MapGet("/statements/{channelId}/{month}", api.ShowAsync)
                    .WithName("showStatement")
                    .ForOwners()
                    .Refuses(404, 422);
            }
        );
        service.MapApi<AnalyticsApi>(
            "Analytics",
            (routes, api) =>
                routes
                    .MapGet("/analytics/overview", api.OverviewAsync)
                    .WithName("showOverview")
                    .ForOwners()
                    .Refuses(422)
        );
    }
}
