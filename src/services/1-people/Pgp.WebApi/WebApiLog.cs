using Microsoft.Extensions.Logging;

namespace Pgp.WebApi;

/// <summary>
/// Event ids 1400 to 1499 belong to webapi. Names, mails and addresses are not logged.
/// </summary>
internal static partial class WebApiLog
{
    [LoggerMessage(1401, LogLevel.Information, "Channel {ChannelId} created with {Tiers} tiers")]
    public static partial void ChannelCreated(this ILogger log, ChannelId channelId, int tiers);

    [LoggerMessage(1402, LogLevel.Warning, "A caller with {Method} had no valid token")]
    public static partial void CallerRefused(this ILogger log, string method);

    [LoggerMessage(1403, LogLevel.Error, "Request failed, reference {Reference}")]
    public static partial void RequestFailed(this ILogger log, string reference, Exception failure);

    [LoggerMessage(1404, LogLevel.Information, "Account {AccountId} created")]
    public static partial void AccountCreated(this ILogger log, AccountId accountId);

    [LoggerMessage(1405, LogLevel.Information, "A login was refused")]
    public static partial void LoginRefused(this ILogger log);

    [LoggerMessage(
        1406,
        LogLevel.Warning,
        "Session {SessionId} ended: a refresh token that was used already was shown again"
    )]
    public static partial void RefreshReused(this ILogger log, SessionId sessionId);

    [LoggerMessage(1407, LogLevel.Information, "Account {AccountId} linked to Telegram")]
    public static partial void AccountLinked(this ILogger log, AccountId accountId);

    [LoggerMessage(
        1408,
        LogLevel.Warning,
        "Account {AccountId} not linked: it or the Telegram user is linked already"
    )]
    public static partial void LinkRefused(this ILogger log, AccountId accountId);

    [LoggerMessage(1409, LogLevel.Information, "Channel {ChannelId} archived")]
    public static partial void ChannelArchived(this ILogger log, ChannelId channelId);

    [LoggerMessage(1410, LogLevel.Information, "Wallet change {ChangeId} held")]
    public static partial void WalletChangeHeld(this ILogger log, WalletChangeId changeId);
}
