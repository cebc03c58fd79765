namespace Pgp.Server.Owners.Chats;

/// <summary>A channel or group that the bot is or was in.</summary>
/// <param name="Kind">One of <see cref="ChatKinds"/>.</param>
internal sealed record BotChat(long Id, string Title, string Kind)
{
    public bool IsChannel => Kind == ChatKinds.Channel;
}

/// <summary>The words of <c>bot_chats.kind</c>.</summary>
internal static class ChatKinds
{
    public const string Channel = "channel";
    public const string Supergroup = "supergroup";

    /// <summary>A small group: it has no invite links that ask, and changes its id.</summary>
    public const string Group = "group";
}
