using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Pgp.Sandbox.Telegram;

/// <summary>Everything Telegram knows. Guarded by the world's lock.</summary>
internal sealed class TelegramState
{
    public Dictionary<long, Person> People { get; init; } = [];
    public Dictionary<long, Channel> Channels { get; init; } = [];

    /// <summary>Messages by chat; a private chat has the person's id.</summary>
    public Dictionary<long, List<ChatMessage>> Messages { get; init; } = [];
    public Dictionary<string, InviteLink> Links { get; init; } = [];
    public List<JoinRequest> JoinRequests { get; init; } = [];
    public Dictionary<string, Press> Presses { get; init; } = [];
    public List<PendingUpdate> Updates { get; init; } = [];
    public Webhook Webhook { get; set; } = new();
    public SendLimits Limits { get; set; } = new();

    /// <summary>The bot's commands by scope and language, for example
    /// <c>all_private_chats ru</c>.</summary>
    public Dictionary<string, JsonArray> CommandLists { get; init; } = [];
    public long LastUpdateId { get; set; } = 100_000_000;
    public long LastMessageId { get; set; }
}

/// <summary>A person with a private chat to the bot.</summary>
internal sealed class Person
{
    public required long Id { get; init; }
    public required string FirstName { get; set; }
    public string? LastName { get; set; }
    public string? Username { get; set; }
    public string LanguageCode { get; set; } = "en";

    /// <summary>Only then may the bot write to them.</summary>
    public bool Started { get; set; }
    public bool BlockedBot { get; set; }
    public bool Deleted { get; set; }
}

/// <summary>A channel or group; ids are negative, and begin with -100 but for groups.</summary>
internal sealed class Channel
{
    public required long Id { get; set; }
    public required string Title { get; set; }
    public string? Description { get; set; }

    /// <summary>Null for a private one.</summary>
    public string? Username { get; set; }

    /// <summary>channel, supergroup or group.</summary>
    public string Type { get; set; } = "channel";

    /// <summary>Set when a group was turned into a supergroup with another id.</summary>
    public long? MigratedTo { get; set; }
    public Dictionary<long, Member> Members { get; init; } = [];

    /// <summary>The bot's own place: administrator, member, left or kicked.</summary>
    public string BotStatus { get; set; } = "administrator";

    /// <summary>What the bot may do as administrator; a missing right is not held.</summary>
    public HashSet<string> BotRights { get; init; } =
        new(
            [
                "can_manage_chat",
                "can_change_info",
                "can_delete_messages",
                "can_invite_users",
                "can_restrict_members",
                "can_post_messages",
                "can_edit_messages",
            ],
            StringComparer.Ordinal
        );
    public string PrimaryLink { get; set; } = "";
    public long LastMessageId { get; set; }
}

/// <summary>A person's place in a chat.</summary>
internal sealed class Member
{
    /// <summary>creator, administrator, member, restricted, left or kicked.</summary>
    public required string Status { get; set; }

    /// <summary>Whether somebody restricted is in at all.</summary>
    public bool IsMember { get; set; } = true;

    /// <summary>When a ban ends; null for never.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>The link they came by.</summary>
    public string? Link { get; set; }
}

/// <summary>A message; its JSON is built when it is shown.</summary>
internal sealed class ChatMessage
{
    public required long Id { get; init; }
    public required long ChatId { get; init; }

    /// <summary>The person who wrote it; null for the bot.</summary>
    public long? FromPerson { get; init; }

    [JsonIgnore]
    public bool FromBot => FromPerson is null;
    public required DateTimeOffset Date { get; init; }
    public DateTimeOffset? EditDate { get; set; }
    public required string Text { get; set; }
    public JsonArray? Entities { get; set; }
    public JsonObject? Markup { get; set; }
    public long? ReplyTo { get; init; }
    public bool Protected { get; init; }
    public bool Silent { get; init; }
    public bool Pinned { get; set; }

    /// <summary>What a Mini App sent through its button; such a message has no text.</summary>
    public JsonObject? WebAppData { get; init; }
}

/// <summary>An invite link made by the bot, or a chat's primary one.</summary>
internal sealed class InviteLink
{
    public required string Url { get; init; }
    public required long ChatId { get; init; }
    public string? Name { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }
    public int? MemberLimit { get; set; }
    public bool CreatesJoinRequest { get; set; }
    public bool Primary { get; init; }
    public bool Revoked { get; set; }
}

/// <summary>Somebody waits to be let in.</summary>
internal sealed record JoinRequest(long ChatId, long PersonId, string? Link, DateTimeOffset At);

/// <summary>A tap on an inline button, waiting for the bot's answer.</summary>
internal sealed class Press
{
    public required string Id { get; init; }
    public required long PersonId { get; init; }
    public required DateTimeOffset At { get; init; }
    public bool Answered { get; set; }
    public string? Text { get; set; }
    public bool ShowAlert { get; set; }
    public string? Url { get; set; }
}

/// <summary>An update that the bot has not confirmed yet.</summary>
internal sealed class PendingUpdate
{
    public required long Id { get; init; }
    public required string Kind { get; init; }

    /// <summary>Updates of one chat or user are delivered in order.</summary>
    public required long Queue { get; init; }
    public required JsonObject Content { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset DueAt { get; set; }
    public int Attempts { get; set; }
}

/// <summary>Where updates go.</summary>
internal sealed record Webhook
{
    public string Url { get; init; } = "";
    public string? Secret { get; init; }
    public int MaxConnections { get; init; } = 40;

    /// <summary>Null for the default, which leaves out <c>chat_member</c>.</summary>
    public string[]? AllowedUpdates { get; init; }
    public DateTimeOffset? LastErrorAt { get; init; }
    public string? LastError { get; init; }
}

/// <summary>How fast the bot may write (spec 70, 3.6).</summary>
internal sealed record SendLimits
{
    public bool Enabled { get; init; } = true;
    public int PerSecond { get; init; } = 30;
    public int ChatBurst { get; init; } = 20;

    /// <summary>Milliseconds until a chat has room for one more message.</summary>
    public int ChatMilliseconds { get; init; } = 1000;
    public int GroupPerMinute { get; init; } = 20;
}
