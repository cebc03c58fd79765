using Microsoft.Extensions.DependencyInjection;
using Pgp.Common.Hosting;
using Pgp.Common.Outbound;
using Pgp.Contracts.Tasks;
using Pgp.Notifications.Webhooks.Events;
using Pgp.Notifications.Webhooks.Sending;
using Pgp.Notifications.Webhooks.Wishes;

namespace Pgp.Notifications.Webhooks;

/// <summary>What sends events to owners' servers.</summary>
internal static class WebhooksRegistration
{
    public static void AddWebhooks(this ServiceBuilder service)
    {
        var isPrivateAllowed = WebhookSettings.IsPrivateAllowed(service.Settings);
        var box = WebhookSettings.Box(service.Settings);
        service.Services.AddSingleton(box);
        service.Services.AddSingleton(_ => new AddressGuard(isPrivateAllowed));
        service.Services.AddSingleton<WebhookSignal>();
        service.Services.AddSingleton<NewsReader>();
        service.Services.AddSingleton<Publisher>();
        service.Services.AddSingleton<WebhookSender>();
        service.Services.AddSingleton<Courier>();
        service.Handle<WebhookTestRequested, WebhookTestRequestedHandler>();
        service.Handle<WebhookReplayRequested, WebhookReplayRequestedHandler>();
        service.Handle<WebhookRetryRequested, WebhookRetryRequestedHandler>();
        service.RunAt<OldEventsJob>(Schedules.OldWebhookEvents);
        service.Run<WebhookWorker>();
    }
}
