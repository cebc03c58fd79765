using Microsoft.Extensions.Logging;

namespace Pgp.WebApi;

/// <summary>Event ids 1400 to 1499 belong to webapi.</summary>
internal static partial class WebApiLog
{
    [LoggerMessage(1401, LogLevel.Information, "Channel {ChannelId} created with {Tiers} tiers")]
    public static partial void ChannelCreated(this ILogger log, ChannelId channelId, int tiers);

    [LoggerMessage(1402, LogLevel.Warning, "A caller with {Method} had no valid token")]
    public static partial void CallerRefused(this ILogger log, string method);
}
