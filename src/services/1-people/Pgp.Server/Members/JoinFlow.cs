using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;
using Pgp.Server.Updates;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Pgp.Server.Members;

/// <summary>
/// Who asks to enter a channel that is sold here, and who has entered: written down, and handed to
/// INVITE, which knows for whom each link was made.
/// </summary>
internal sealed class JoinFlow(Database database)
{
    public async Task<UpdateAnswer> HandleChangeAsync(
        long updateId,
        ChatMemberUpdated change,
        CancellationToken ct
    )
    {
        if (IsInside(change.OldChatMember) || !IsInside(change.NewChatMember))
        {
            return UpdateAnswer.Taken;
        }

        var user = new TelegramUserId(change.NewChatMember.User.Id);
        var (chat, link) = (change.Chat.Id, LinkOf(change.InviteLink));
        await using var unit = await database.BeginAsync(ct);
        if (await JoinQueries.InsertAsync(unit, updateId, chat, user, link, ct))
        {
            await unit.EnqueueAsync(new MemberJoined(chat, user.Value, link, updateId), ct);
            await unit.CommitAsync(ct);
        }

        return UpdateAnswer.Taken;
    }

    public async Task<UpdateAnswer> HandleRequestAsync(
        long updateId,
        ChatJoinRequest request,
        CancellationToken ct
    )
    {
        var chat = request.Chat.Id;
        await using var unit = await database.BeginAsync(ct);
        if (await JoinQueries.IsSoldAsync(unit, chat, ct))
        {
            await unit.EnqueueAsync(
                new JoinRequested(chat, request.From.Id, LinkOf(request.InviteLink), updateId),
                ct
            );
            await unit.CommitAsync(ct);
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
    private static string? LinkOf(ChatInviteLink? link) =>
        Uri.TryCreate(link?.InviteLink, UriKind.Absolute, out var url) ? url.AbsoluteUri : null;
}
