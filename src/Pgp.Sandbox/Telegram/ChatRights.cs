namespace Pgp.Sandbox.Telegram;

/// <summary>The rights of administrators; some are for channels only, some for groups.</summary>
internal static class ChatRights
{
    private static readonly string[] Everywhere =
    [
        "can_manage_chat",
        "can_change_info",
        "can_delete_messages",
        "can_invite_users",
        "can_restrict_members",
        "can_promote_members",
        "can_manage_video_chats",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
    ];

    private static readonly string[] InChannels = ["can_post_messages", "can_edit_messages"];

    private static readonly string[] InGroups = ["can_pin_messages"];

    /// <summary>What somebody restricted may not do.</summary>
    public static IReadOnlyList<string> OfMembers { get; } =
    [
        "can_send_messages",
        "can_send_audios",
        "can_send_documents",
        "can_send_photos",
        "can_send_videos",
        "can_send_video_notes",
        "can_send_voice_notes",
        "can_send_polls",
        "can_send_other_messages",
        "can_add_web_page_previews",
        "can_change_info",
        "can_invite_users",
        "can_pin_messages",
        "can_manage_topics",
    ];

    public static IEnumerable<string> Of(Channel chat) =>
        chat.Type == "channel" ? [.. Everywhere, .. InChannels] : [.. Everywhere, .. InGroups];
}
