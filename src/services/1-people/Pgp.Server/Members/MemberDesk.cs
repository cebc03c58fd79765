using Pgp.Common.Database;
using Pgp.Contracts.Tasks;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;

namespace Pgp.Server.Members;

/// <summary>What members do about their access: look, get in again, let it end.</summary>
internal sealed class MemberDesk(Database database, Speaker speaker)
{
    /// <summary><c>/subscriptions</c></summary>
    public async Task<UpdateAnswer> ShowAsync(Person member, CancellationToken ct)
    {
        var all = await MembershipQueries.OfUserAsync(database, member.Id, ct);
        if (all.Count == 0)
        {
            return await speaker.AnswerAsync(member, MemberReplies.None(member.Say), ct);
        }

        var now = database.Clock.GetUtcNow();
        foreach (var one in all)
        {
            await speaker.AnswerAsync(member, MemberReplies.Of(member.Say, one, now), ct);
        }

        return UpdateAnswer.Taken;
    }

    /// <summary><c>/access</c>: the invite was lost.</summary>
    public async Task<UpdateAnswer> GiveAccessAsync(
        long updateId,
        Person member,
        CancellationToken ct
    )
    {
        var all = await MembershipQueries.OfUserAsync(database, member.Id, ct);
        var open = all.Where(one => one.HasAccess).ToList();
        return open switch
        {
            [] => await speaker.AnswerAsync(member, MemberReplies.NoAccess(member.Say), ct),
            [var only] => await ReissueAsync(updateId, member, only.Id, ct),
            _ => await speaker.AnswerAsync(
                member,
                MemberReplies.ChooseReissue(member.Say, open),
                ct
            ),
        };
    }

    public async Task<UpdateAnswer> ReissueAsync(
        long updateId,
        Person member,
        SubscriptionId id,
        CancellationToken ct
    )
    {
        var one = await MembershipQueries.FindAsync(database, id, ct);
        if (one is not { HasAccess: true } || one.UserId != member.Id.Value)
        {
            return await speaker.AnswerAsync(member, MemberReplies.NoAccess(member.Say), ct);
        }

        await using (var unit = await database.BeginAsync(ct))
        {
            await unit.EnqueueAsync(new InviteReissueRequested(id, updateId), ct);
            await unit.CommitAsync(ct);
        }

        return await speaker.AnswerAsync(member, MemberReplies.InviteComes(member.Say), ct);
    }

    /// <summary>
    /// Nothing is charged by itself, so ending is no more than not being reminded.
    /// </summary>
    public async Task<UpdateAnswer> LetEndAsync(
        Person member,
        SubscriptionId id,
        CancellationToken ct
    )
    {
        var one = await MembershipQueries.FindAsync(database, id, ct);
        if (one is null || one.UserId != member.Id.Value)
        {
            return await speaker.AnswerAsync(member, MemberReplies.NoAccess(member.Say), ct);
        }

        await MembershipQueries.MuteAsync(database, id, member.Id, ct);
        return await speaker.AnswerAsync(member, MemberReplies.WillEnd(member.Say, one), ct);
    }
}
