using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Pgp.Common.Hosting;
using Pgp.Common.Outbound;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Webhooks;

/// <summary>Owners' endpoints and what was sent to them.</summary>
internal static class WebhooksRegistration
{
    private const string Tag = "Webhooks";
    private const string Root = "/webhooks";
    private const string One = Root + "/{endpointId}";

    // Tests go out at once: enough to try things, too few to hammer somebody.
    private const int TestsMax = 20;

    private static readonly TimeSpan TestsWindow = TimeSpan.FromMinutes(10);

    public static void AddWebhooks(this ServiceBuilder service)
    {
        var options = new WebhookOptions(
            WebhookSettings.Box(service.Settings),
            WebhookSettings.IsPrivateAllowed(service.Settings)
        );
        service.Services.AddSingleton(options);
        AddEndpoints(service);
        AddDeliveries(service);
    }

    private static void AddEndpoints(ServiceBuilder service) =>
        service.MapApi<WebhooksApi>(
            Tag,
            (routes, api) =>
            {
                routes
                    .MapGet(Root + "/event-types", WebhooksApi.Types)
                    .WithName("listWebhookEventTypes")
                    .ForAll();
                routes.MapGet(Root, api.ListAsync).WithName("listWebhooks").ForOwners();
                routes
                    .MapPost(Root, api.CreateAsync)
                    .WithName("createWebhook")
                    .ForWriters()
                    .Refuses(400, 409, 422);
                routes.MapGet(One, api.ShowAsync).WithName("showWebhook").ForOwners().Refuses(404);
                routes
                    .MapPatch(One, api.ChangeAsync)
                    .WithName("changeWebhook")
                    .ForWriters()
                    .Refuses(400, 404, 422);
                routes
                    .MapDelete(One, api.RemoveAsync)
                    .WithName("deleteWebhook")
                    .ForWriters()
                    .Refuses(404);
                routes
                    .MapPost(One + "/rotate-secret", api.RotateAsync)
                    .WithName("rotateWebhookSecret")
                    .ForWriters()
                    .Refuses(404);
            }
        );

    private static void AddDeliveries(ServiceBuilder service) =>
        service.MapApi<DeliveriesApi>(
            Tag,
            (routes, api) =>
            {
                var deliveries = One + "/deliveries";
                routes
                    .MapGet(deliveries, api.ListAsync)
                    .WithName("listWebhookDeliveries")
                    .ForOwners()
                    .Refuses(400, 404, 422);
                routes
                    .MapGet(deliveries + "/{deliveryId}", api.ShowAsync)
                    .WithName("showWebhookDelivery")
                    .ForOwners()
                    .Refuses(404);
                routes
                    .MapPost(deliveries + "/{deliveryId}/retry", api.RetryAsync)
                    .WithName("retryWebhookDelivery")
                    .ForWriters()
                    .Refuses(404, 409);
                routes
                    .MapPost(One + "/test", api.TestAsync)
                    .WithName("testWebhook")
                    .ForWriters()
                    .Once()
                    .LimitTo(TestsMax, TestsWindow, "webhook_test")
                    .Refuses(404);
                routes
                    .MapPost(One + "/replay", api.ReplayAsync)
                    .WithName("replayWebhook")
                    .ForWriters()
                    .Once()
                    .Refuses(400, 404, 409, 422);
            }
        );
}
