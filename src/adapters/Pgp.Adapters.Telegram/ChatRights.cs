using Telegram.Bot.Types;

namespace Pgp.Adapters.Telegram;

/// <summary>What somebody may do in a channel or supergroup.</summary>
/// <param name="IsAdministrator">Creator or administrator.</param>
/// <param name="MayPost">In groups, every administrator may.</param>
public sealed record ChatRights(bool IsAdministrator, bool MayPost, bool MayInvite, bool MayBan)
{
    public static ChatRights None { get; } = new(false, false, false, false);

    public static ChatRights Of(ChatMember member, bool isChannel) =>
        member switch
        {
            ChatMemberOwner => new ChatRights(true, true, true, true),
            ChatMemberAdministrator admin => new ChatRights(
                true,
                !isChannel || admin.CanPostMessages,
                admin.CanInviteUsers,
                admin.CanRestrictMembers
            ),
            _ => None,
        };
}
