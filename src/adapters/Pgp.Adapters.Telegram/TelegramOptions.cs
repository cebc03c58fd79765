namespace Pgp.Adapters.Telegram;

/// <summary>The bot's token and server. A class, so that the token is never printed.</summary>
public sealed class TelegramOptions
{
    /// <summary>From BotFather: <c>id:secret</c>.</summary>
    public string Token { get; set; } = "";

    /// <summary>Scheme, host and port only; the library drops any path.</summary>
    public Uri BaseAddress { get; set; } = new("https://api.telegram.org");

    /// <summary>Longest wait for one answer; default 30 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
