namespace Pgp.Adapters.Telegram;

/// <summary>
/// What came of one call to Telegram. Each method names the success it can give; the refusals are
/// the same for all (spec 70, 3.5).
/// </summary>
public abstract record TelegramOutcome
{
    private TelegramOutcome() { }

    /// <summary>A message is in the chat.</summary>
    public sealed record Sent(int MessageId) : TelegramOutcome;

    /// <summary>An invite link exists.</summary>
    public sealed record Created(Uri Url) : TelegramOutcome;

    /// <summary>What was wanted is so, by this call or before it.</summary>
    public sealed record Done : TelegramOutcome;

    /// <summary>What somebody is in a channel.</summary>
    /// <param name="RulesIt">Creator or administrator: nobody can remove them.</param>
    /// <param name="IsBanned">Out, and the way back is shut.</param>
    public sealed record Membership(bool IsInside, bool RulesIt, bool IsBanned) : TelegramOutcome;

    /// <summary>What somebody may do in a chat.</summary>
    public sealed record Rights(ChatRights Held) : TelegramOutcome;

    /// <summary>Who the token belongs to.</summary>
    public sealed record Bot(long Id, string Username) : TelegramOutcome;

    /// <summary>
    /// This person cannot be written to: blocked the bot, is gone or never started it.
    /// </summary>
    public sealed record Blocked : TelegramOutcome;

    /// <summary>Wrong id, or the bot is no longer in that chat.</summary>
    public sealed record ChatNotFound : TelegramOutcome;

    /// <summary>The chat has a new id, which must be stored before asking again.</summary>
    public sealed record Moved(long NewChatId) : TelegramOutcome;

    /// <summary>The channel's owner must give the bot more rights.</summary>
    public sealed record MissingRights(string Description) : TelegramOutcome;

    /// <summary>Not done; this chat, or the whole bot, must pause.</summary>
    public sealed record TooFast(TimeSpan RetryAfter) : TelegramOutcome;

    /// <summary>Not done, and the same call will be refused again.</summary>
    public sealed record Refused(string Description) : TelegramOutcome;

    /// <summary>Server error, timeout or broken answer: it may have been done.</summary>
    public sealed record Unknown(string Reason) : TelegramOutcome;
}
