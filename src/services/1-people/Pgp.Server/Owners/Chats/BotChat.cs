using Pgp.Adapters.Telegram;

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

/// <summary>What the bot needs to be able to do in a chat.</summary>
internal static class NeededRights
{
    /// <summary>Rights that are missing, as the last part of their texts' keys.</summary>
    /// <param name="isClosed">
    /// Where people are let in and out; the open one only shows posts.
    /// </param>
    public static IReadOnlyList<string> Missing(ChatRights rights, bool isClosed) =>
        [
            .. new[]
            {
                (Name: "post", Has: rights.MayPost),
                (Name: "invite", Has: rights.MayInvite || !isClosed),
                (Name: "ban", Has: rights.MayBan || !isClosed),
            }
                .Where(right => !right.Has)
                .Select(right => right.Name),
        ];
}
