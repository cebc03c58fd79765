using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Pgp.Server;

/// <summary>Writes down who entered a channel, so that invites nobody used can be told.</summary>
internal sealed class JoinFlow(Database database)
{
    public async Task<UpdateAnswer> HandleAsync(
        long updateId,
        ChatMemberUpdated change,
        CancellationToken ct
    )
    {
        if (!IsInside(change.OldChatMember) && IsInside(change.NewChatMember))
        {
            var user = new TelegramUserId(change.NewChatMember.User.Id);
            var link = LinkOf(change);
            await JoinQueries.InsertAsync(database, updateId, change.Chat.Id, user, link, ct);
        }

        return UpdateAnswer.Taken;
    }

    private static bool IsInside(ChatMember member) =>
        member switch
        {
            ChatMemberRestricted restricted => restricted.IsMember,
            _ => member.Status
                is ChatMemberStatus.Member
                    or ChatMemberStatus.Administrator
                    or ChatMemberStatus.Creator,
        };

    // In the form in which INVITE keeps it.
    private static string? LinkOf(ChatMemberUpdated change) =>
        Uri.TryCreate(change.InviteLink?.InviteLink, UriKind.Absolute, out var url)
            ? url.AbsoluteUri
            : null;
}
