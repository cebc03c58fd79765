using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;
using Pgp.Contracts.Money;

namespace Pgp.Server;

/// <summary>Event ids 1100 to 1199 belong to the server.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(1100, LogLevel.Information, "Telegram posts updates to {Url}")]
    public static partial void WebhookSet(this ILogger log, Uri url);

    [LoggerMessage(1101, LogLevel.Warning, "Telegram did not take the webhook: {Outcome}")]
    public static partial void WebhookNotSet(this ILogger log, TelegramOutcome outcome);

    [LoggerMessage(1102, LogLevel.Warning, "A caller of the webhook did not know its secret")]
    public static partial void WebhookRefused(this ILogger log);

    [LoggerMessage(1103, LogLevel.Warning, "An update of {Bytes} bytes cannot be read; dropped")]
    public static partial void UpdateUnreadable(this ILogger log, int bytes);

    [LoggerMessage(1104, LogLevel.Error, "Update {UpdateId} failed again and again; given up")]
    public static partial void UpdateGivenUp(this ILogger log, long updateId);

    [LoggerMessage(1110, LogLevel.Information, "Order {OrderId} of {ChannelId} placed for {Price}")]
    public static partial void OrderPlaced(
        this ILogger log,
        OrderId orderId,
        ChannelId channelId,
        Amount<Usd> price
    );

    [LoggerMessage(1111, LogLevel.Information, "Order {OrderId} has invoice {InvoiceId}")]
    public static partial void InvoiceMade(this ILogger log, OrderId orderId, string invoiceId);

    [LoggerMessage(1112, LogLevel.Warning, "Order {OrderId} waits for the provider: {Reason}")]
    public static partial void ProviderDown(this ILogger log, OrderId orderId, string reason);

    [LoggerMessage(1113, LogLevel.Error, "Order {OrderId} was refused by the provider: {Code}")]
    public static partial void InvoiceRejected(this ILogger log, OrderId orderId, string code);

    [LoggerMessage(1114, LogLevel.Information, "{ChannelId}: no order, new invoices are off")]
    public static partial void SalesAreOff(this ILogger log, ChannelId channelId);

    [LoggerMessage(1115, LogLevel.Information, "Order {OrderId} waits: new invoices are off")]
    public static partial void InvoiceNotWanted(this ILogger log, OrderId orderId);

    [LoggerMessage(
        1116,
        LogLevel.Information,
        "{ChannelId}: no order for {Price}, over limit {LimitType} of {LimitAmount}"
    )]
    public static partial void OrderOverLimit(
        this ILogger log,
        ChannelId channelId,
        Amount<Usd> price,
        string limitType,
        Amount<Usd> limitAmount
    );

    [LoggerMessage(
        1117,
        LogLevel.Warning,
        "Order {OrderId} for {Price} is over {LimitType} of {LimitAmount}"
    )]
    public static partial void OrderIsLarge(
        this ILogger log,
        OrderId orderId,
        Amount<Usd> price,
        string limitType,
        Amount<Usd> limitAmount
    );

    [LoggerMessage(1120, LogLevel.Information, "Telegram wants a pause of {Pause}")]
    public static partial void MessageDelayed(this ILogger log, TimeSpan pause);

    [LoggerMessage(1121, LogLevel.Warning, "A message may not have arrived: {Reason}")]
    public static partial void MessageUncertain(this ILogger log, string reason);

    [LoggerMessage(1122, LogLevel.Warning, "A message was refused: {Outcome}")]
    public static partial void MessageRefused(this ILogger log, TelegramOutcome outcome);

    [LoggerMessage(1130, LogLevel.Information, "News {Key} is {State}")]
    public static partial void BuyerTold(this ILogger log, string key, string state);

    [LoggerMessage(
        1131,
        LogLevel.Warning,
        "News {Key}: the buyer of {OrderId} cannot be reached: {Outcome}"
    )]
    public static partial void BuyerUnreachable(
        this ILogger log,
        string key,
        OrderId orderId,
        TelegramOutcome outcome
    );

    [LoggerMessage(1105, LogLevel.Error, "Update {UpdateId}: the database is away")]
    public static partial void DatabaseAway(this ILogger log, long updateId, Exception failure);

    [LoggerMessage(1106, LogLevel.Information, "This process fetches Telegram's updates")]
    public static partial void PollingBegins(this ILogger log);

    [LoggerMessage(1107, LogLevel.Warning, "Telegram gives no updates: {Outcome}")]
    public static partial void PollingRefused(this ILogger log, TelegramOutcome outcome);

    [LoggerMessage(1108, LogLevel.Error, "Fetching updates failed; begun again")]
    public static partial void PollingFailed(this ILogger log, Exception failure);

    [LoggerMessage(1132, LogLevel.Information, "Notice {Key} is {State}")]
    public static partial void MemberTold(this ILogger log, string key, string state);

    [LoggerMessage(1133, LogLevel.Warning, "Notice {Key}: the member is not reached: {Outcome}")]
    public static partial void MemberUnreachable(
        this ILogger log,
        string key,
        TelegramOutcome outcome
    );

    [LoggerMessage(1140, LogLevel.Information, "In chat {ChatId} the bot is {Status} now")]
    public static partial void BotPlaced(this ILogger log, long chatId, string status);

    [LoggerMessage(1141, LogLevel.Information, "{ChannelId} is connected by {UserId}")]
    public static partial void ChannelConnected(this ILogger log, ChannelId channelId, long userId);

    [LoggerMessage(1142, LogLevel.Warning, "Channel {LinkCode}: somebody is not its owner")]
    public static partial void OwnerRefused(this ILogger log, string linkCode);

    [LoggerMessage(1143, LogLevel.Warning, "{ChannelId}: wallet change {ChangeId} waits")]
    public static partial void WalletChangeHeld(
        this ILogger log,
        ChannelId channelId,
        WalletChangeId changeId
    );

    [LoggerMessage(1144, LogLevel.Warning, "Wallet change {ChangeId} was taken back")]
    public static partial void WalletChangeCancelled(this ILogger log, WalletChangeId changeId);

    [LoggerMessage(1145, LogLevel.Warning, "Wallet change {ChangeId} is {State}")]
    public static partial void WalletChangeEnded(
        this ILogger log,
        WalletChangeId changeId,
        string state
    );

    [LoggerMessage(
        1146,
        LogLevel.Warning,
        "Wallet change {ChangeId}: its owner is not reached: {Outcome}"
    )]
    public static partial void WalletOwnerUnreachable(
        this ILogger log,
        WalletChangeId changeId,
        TelegramOutcome outcome
    );
}
