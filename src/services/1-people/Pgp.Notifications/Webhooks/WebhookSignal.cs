using Pgp.Common.Hosting;

namespace Pgp.Notifications.Webhooks;

/// <summary>Says that something is to be sent, or that somebody is free to send.</summary>
internal sealed class WebhookSignal : Signal;
