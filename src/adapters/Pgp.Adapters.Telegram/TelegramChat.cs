using Pgp.Contracts.Ids;

namespace Pgp.Adapters.Telegram;

/// <summary>Where a message goes: a person or one of the two channels.</summary>
public readonly record struct TelegramChat(long Value)
{
    public static TelegramChat Of(TelegramUserId user) => new(user.Value);

    public static TelegramChat Of(OpenChannelId channel) => new(channel.Value);

    public static TelegramChat Of(ClosedChannelId channel) => new(channel.Value);
}

/// <summary>A button under a message.</summary>
public abstract record TelegramButton(string Text)
{
    /// <summary>Opens a page in the browser.</summary>
    public sealed record Link(string Text, Uri Url) : TelegramButton(Text);

    /// <summary>Sends <paramref name="Data"/> back to the bot.</summary>
    /// <param name="Data">1 to 64 bytes of UTF-8.</param>
    public sealed record Callback(string Text, string Data) : TelegramButton(Text);

    /// <summary>Opens a Mini App; private chats only, https only.</summary>
    public sealed record MiniApp(string Text, Uri Url) : TelegramButton(Text);
}
