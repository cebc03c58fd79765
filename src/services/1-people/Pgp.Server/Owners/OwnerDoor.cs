using Microsoft.Extensions.Logging;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;
using Pgp.Server.Speaking;
using Pgp.Server.Talking;
using Pgp.Server.Updates;

namespace Pgp.Server.Owners;

/// <summary>
/// Lets in whose channel it is. Everybody else hears what somebody with an outdated button hears,
/// so that nobody learns which channels there are.
/// </summary>
internal sealed class OwnerDoor(Database database, Speaker speaker, ILogger<OwnerDoor> log)
{
    /// <summary>Shows something of the person's own channel.</summary>
    public async Task<UpdateAnswer> ShowAsync(
        Person person,
        string linkCode,
        Func<OwnedChannel, Task<Reply>> show,
        CancellationToken ct
    ) =>
        await OwnerQueries.FindAsync(database, person.Id, linkCode, ct) is { } channel
            ? await speaker.AnswerAsync(person, await show(channel), ct)
            : await RefuseAsync(person, linkCode, ct);

    /// <summary>Changes the person's own channel, in one unit with what follows from it.</summary>
    public async Task<UpdateAnswer> ChangeAsync(
        Person person,
        string linkCode,
        Func<Unit, OwnedChannel, Task<Reply>> change,
        CancellationToken ct
    )
    {
        Reply? reply = null;
        await using (var unit = await database.BeginAsync(ct))
        {
            if (await OwnerQueries.LockAsync(unit, person.Id, linkCode, ct) is { } channel)
            {
                unit.BeginsStoryOf(channel.Id.ToString());
                reply = await change(unit, channel);
                await unit.CommitAsync(ct);
            }
        }

        return reply is null
            ? await RefuseAsync(person, linkCode, ct)
            : await speaker.AnswerAsync(person, reply, ct);
    }

    /// <summary>The posts show what was changed: they are to be made anew.</summary>
    public static Task WantPostsAsync(Unit unit, OwnedChannel channel, CancellationToken ct) =>
        unit.EnqueueAsync(
            new PostsWanted(
                channel.Id,
                FormattableString.Invariant($"changed:{unit.Now.ToUnixTimeMilliseconds()}")
            ),
            ct
        );

    public Task AskAsync(Person person, OwnerQuestion question, CancellationToken ct) =>
        ConversationQueries.BeginAsync(database, person.Id, OwnerTopic.Asking(question), ct);

    public Task HeardAsync(Person person, CancellationToken ct) =>
        ConversationQueries.EndAsync(database, person.Id, ct);

    private async Task<UpdateAnswer> RefuseAsync(
        Person person,
        string linkCode,
        CancellationToken ct
    )
    {
        log.OwnerRefused(linkCode);
        await HeardAsync(person, ct);
        return await speaker.AnswerAsync(
            person,
            new Reply(person.Say.Html("owner_bot.not_yours")),
            ct
        );
    }
}
