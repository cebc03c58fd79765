using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.Server.Owners.Chats;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;

namespace Pgp.Server.Owners.Connecting;

/// <summary>
/// From two channels to a shop: takes what the owner says, one answer after the other.
/// </summary>
internal sealed class ConnectFlow(
    Database database,
    Speaker speaker,
    OwnerDoor door,
    ConnectGuide guide,
    ChannelProof proof
)
{
    /// <summary>Begins, or asks once more what is still to be said.</summary>
    public async Task<UpdateAnswer> GoOnAsync(Person person, CancellationToken ct)
    {
        var mine = await OwnerQueries.OfOwnerAsync(database, person.Id, ct);
        return mine.Count >= Registry.OwnedMax
            ? await speaker.AnswerAsync(person, ConnectReplies.TooMany(person.Say), ct)
            : await guide.AskAsync(person, await guide.DraftAsync(person, ct), ct);
    }

    public async Task<UpdateAnswer> TakeChatAsync(
        Person person,
        OwnerKey.Chat wanted,
        CancellationToken ct
    )
    {
        var offered = await BotChatQueries.OfferedAsync(database, person.Id, ct);
        var draft = await guide.DraftAsync(person, ct);
        // Of another's chat nothing is said, not even whether it exists.
        if (offered.FirstOrDefault(one => one.Id == wanted.ChatId) is not { } chat)
        {
            return await SayAsync(person, "owner_bot.connect.not_offered", ct);
        }

        if (chat.Id == (wanted.IsOpen ? draft.Closed : draft.Open))
        {
            return await SayAsync(person, "owner_bot.connect.same", ct);
        }

        var problem = await proof.ProblemAsync(person.Say, chat, person.Id, !wanted.IsOpen, ct);
        return problem is { } what
            ? await speaker.AnswerAsync(person, ConnectReplies.Problem(person.Say, what), ct)
            : await guide.SaveAsync(
                person,
                wanted.IsOpen ? draft with { Open = chat.Id } : draft with { Closed = chat.Id },
                ct
            );
    }

    public async Task<UpdateAnswer> PayAtOnceAsync(Person person, CancellationToken ct)
    {
        var draft = await guide.DraftAsync(person, ct);
        return await guide.SaveAsync(
            person,
            draft with
            {
                Strategy = PayoutCheck.InstantStrategy,
                Threshold = null,
            },
            ct
        );
    }

    public async Task<UpdateAnswer> TakeCoinAsync(Person person, Coin coin, CancellationToken ct) =>
        await guide.SaveAsync(
            person,
            ConnectAnswers.WithCoin(await guide.DraftAsync(person, ct), coin),
            ct
        );

    public async Task<UpdateAnswer> NoMemoAsync(Person person, CancellationToken ct)
    {
        var draft = await guide.DraftAsync(person, ct);
        return await guide.SaveAsync(person, draft with { IsMemoKnown = true, ExtraId = null }, ct);
    }

    public async Task<UpdateAnswer> DropAsync(Person person, CancellationToken ct)
    {
        await DraftQueries.DropAsync(database, person.Id, ct);
        await door.HeardAsync(person, ct);
        return await SayAsync(person, "owner_bot.connect.dropped", ct);
    }

    /// <summary>The answer to the question of the draft's step.</summary>
    public async Task<UpdateAnswer> HearAsync(Person person, string text, CancellationToken ct)
    {
        var draft = await guide.DraftAsync(person, ct);
        var errors = new List<FieldError>();
        var next = ConnectAnswers.Read(draft, text, await guide.LimitsAsync(ct), errors);
        return errors.Count == 0
            ? await guide.SaveAsync(person, next, ct)
            : await speaker.AnswerAsync(
                person,
                new Reply(OwnerReplies.Wrong(person.Say, errors)),
                ct
            );
    }

    private Task<UpdateAnswer> SayAsync(Person person, string key, CancellationToken ct) =>
        speaker.AnswerAsync(person, new Reply(person.Say.Html(key)), ct);
}
