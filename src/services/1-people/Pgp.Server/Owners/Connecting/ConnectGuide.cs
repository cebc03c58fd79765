using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Server.Owners.Chats;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;

namespace Pgp.Server.Owners.Connecting;

/// <summary>
/// Keeps what was said of a new pair and asks what is still to be said: each answer is in the
/// database before the next question, so that anybody can stop anywhere and go on later.
/// </summary>
internal sealed class ConnectGuide(
    Database database,
    Speaker speaker,
    OwnerDoor door,
    ServerOptions options
)
{
    public async Task<ConnectDraft> DraftAsync(Person person, CancellationToken ct) =>
        await DraftQueries.FindAsync(database, person.Id, ct) ?? new ConnectDraft(person.Id);

    public async Task<UpdateAnswer> SaveAsync(
        Person person,
        ConnectDraft draft,
        CancellationToken ct
    )
    {
        await DraftQueries.SaveAsync(database, draft, ct);
        return await AskAsync(person, draft, ct);
    }

    public async Task<UpdateAnswer> AskAsync(
        Person person,
        ConnectDraft draft,
        CancellationToken ct
    )
    {
        await door.AskAsync(person, new OwnerQuestion.Draft(), ct);
        return await speaker.AnswerAsync(person, await QuestionAsync(person, draft, ct), ct);
    }

    /// <summary>The draft's chats, as far as the person may still offer them.</summary>
    public async Task<(BotChat? Open, BotChat? Closed)> ChatsAsync(
        Person person,
        ConnectDraft draft,
        CancellationToken ct
    )
    {
        var offered = await BotChatQueries.OfferedAsync(database, person.Id, ct);
        return (
            offered.FirstOrDefault(chat => chat.Id == draft.Open),
            offered.FirstOrDefault(chat => chat.Id == draft.Closed)
        );
    }

    /// <summary>All of the draft by the rules, or what is wrong with it.</summary>
    public async Task<(ChannelDraft? Draft, IReadOnlyList<FieldError> Errors)> CheckAsync(
        ConnectDraft draft,
        BotChat open,
        BotChat closed,
        CancellationToken ct
    ) => ChannelCheck.Run(draft.Request(open.Title, closed.Title), await LimitsAsync(ct));

    public Task<ChannelLimits> LimitsAsync(CancellationToken ct) =>
        ChannelLimits.InForceAsync(database, ct);

    private async Task<Reply> QuestionAsync(Person person, ConnectDraft draft, CancellationToken ct)
    {
        var say = person.Say;
        switch (draft.Step)
        {
            case ConnectStep.Open or ConnectStep.Closed:
                var offered = await BotChatQueries.OfferedAsync(database, person.Id, ct);
                var rest = offered.Where(chat => chat.Id != draft.Open).ToArray();
                return rest.Length == 0
                    ? ConnectReplies.AddTheBot(say, options.BotUsername)
                    : ConnectReplies.AskChat(say, rest, draft.Step == ConnectStep.Open);
            case ConnectStep.Tiers:
                return ConnectReplies.AskTiers(say);
            case ConnectStep.Payout:
                return ConnectReplies.AskPayout(say);
            case ConnectStep.Coin:
                return OwnerReplies.AskCoin(say, coin => new OwnerKey.DraftCoin(coin));
            case ConnectStep.Address:
                return OwnerReplies.AskAddress(say, draft.Coin!);
            case ConnectStep.Memo:
                var none = new OwnerKey.Plain(OwnerWords.NoMemo);
                return OwnerReplies.AskMemo(say, draft.Coin!, none);
            default:
                return await SummaryAsync(person, draft, ct);
        }
    }

    private async Task<Reply> SummaryAsync(Person person, ConnectDraft draft, CancellationToken ct)
    {
        var (open, closed) = await ChatsAsync(person, draft, ct);
        if (open is null || closed is null)
        {
            // Gone since it was chosen: sold, or the bot was shown out.
            var left = draft with
            {
                Open = open?.Id,
                Closed = closed?.Id,
            };
            await DraftQueries.SaveAsync(database, left, ct);
            return ConnectReplies.Problem(
                person.Say,
                person.Say.Html("owner_bot.connect.not_offered")
            );
        }

        var (all, errors) = await CheckAsync(draft, open, closed, ct);
        return all is null
            ? ConnectReplies.Problem(person.Say, OwnerReplies.Wrong(person.Say, errors))
            : ConnectReplies.AskLive(person.Say, open, closed, all);
    }
}
