using Pgp.Contracts.Ids;

namespace Pgp.Server.Donating;

/// <summary>A keypad on which one person types an amount.</summary>
/// <param name="ChatId">Where it stands: the closed channel, or the person's own chat.</param>
/// <param name="MessageId">Null until Telegram has taken it.</param>
/// <param name="Amount">As typed so far.</param>
internal sealed record Keypad(
    long Id,
    TelegramUserId User,
    OpenChannelId Channel,
    long ChatId,
    int? MessageId,
    KeypadAmount Amount,
    string State,
    DateTimeOffset TouchedAt
)
{
    public const string Open = "open";

    /// <summary>Confirmed; the order follows.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>Cancelled, replaced by another one, or left alone for too long.</summary>
    public const string Closed = "closed";

    /// <summary>After so long without a key it is taken away.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <summary>Whether it stands in the person's own chat, which has the person's id.</summary>
    public bool IsPrivate => ChatId == User.Value;
}
