using Microsoft.Extensions.Logging;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;

namespace Pgp.Server.Owners.Connecting;

/// <summary>The last press: Telegram is asked once more, and the pair is sold.</summary>
internal sealed class ConnectEnd(
    Database database,
    Speaker speaker,
    OwnerDoor door,
    ConnectGuide guide,
    ChannelProof proof,
    ILogger<ConnectEnd> log
)
{
    public async Task<UpdateAnswer> GoLiveAsync(Person person, CancellationToken ct)
    {
        var draft = await guide.DraftAsync(person, ct);
        var (open, closed) = await guide.ChatsAsync(person, draft, ct);
        if (draft.Step != ConnectStep.Done || open is null || closed is null)
        {
            return await guide.AskAsync(person, draft, ct);
        }

        var problem =
            await proof.ProblemAsync(person.Say, open, person.Id, isClosed: false, ct)
            ?? await proof.ProblemAsync(person.Say, closed, person.Id, isClosed: true, ct);
        if (problem is { } what)
        {
            return await speaker.AnswerAsync(person, ConnectReplies.Problem(person.Say, what), ct);
        }

        var (all, errors) = await guide.CheckAsync(draft, open, closed, ct);
        return all is null
            ? await AskAgainAsync(person, draft, errors, ct)
            : await RegisterAsync(person, all with { Owner = person.Id }, ct);
    }

    private async Task<UpdateAnswer> RegisterAsync(
        Person person,
        ChannelDraft draft,
        CancellationToken ct
    )
    {
        Registration registration;
        await using (var unit = await database.BeginAsync(ct))
        {
            registration = await Registry.RegisterAsync(unit, draft, ct);
            if (registration is Registration.Done)
            {
                await DraftQueries.DropAsync(unit, person.Id, ct);
                await unit.CommitAsync(ct);
            }
        }

        if (registration is not Registration.Done(var channel))
        {
            var why =
                registration is Registration.TooMany
                    ? ConnectReplies.TooMany(person.Say)
                    : new Reply(person.Say.Html("owner_bot.connect.sold_already"));
            return await speaker.AnswerAsync(person, why, ct);
        }

        log.ChannelConnected(channel.Id, person.Id.Value);
        await door.HeardAsync(person, ct);
        return await speaker.AnswerAsync(
            person,
            ConnectReplies.Live(person.Say, draft.ClosedTitle, channel.LinkCode),
            ct
        );
    }

    // The rules changed while the draft lay: what money is about is asked anew.
    private async Task<UpdateAnswer> AskAgainAsync(
        Person person,
        ConnectDraft draft,
        IReadOnlyList<FieldError> errors,
        CancellationToken ct
    )
    {
        await speaker.AnswerAsync(person, new Reply(OwnerReplies.Wrong(person.Say, errors)), ct);
        var left = new ConnectDraft(person.Id) { Open = draft.Open, Closed = draft.Closed };
        return await guide.SaveAsync(person, left, ct);
    }
}
