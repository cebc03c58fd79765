using Pgp.Common.Database;
using Pgp.Server.Speaking;
using Pgp.Server.Talking;

namespace Pgp.Server.Updates;

/// <summary>What a person writes: a command, or the answer to what the bot has asked.</summary>
internal sealed class MessageFlow(
    Database database,
    Commands commands,
    IEnumerable<ITopic> topics,
    Speaker speaker
)
{
    // Telegram's own limit; what is longer was not written by a person (spec 70, 3.3).
    private const int LengthMax = 4096;

    private readonly Dictionary<string, ITopic> topics = topics.ToDictionary(
        topic => topic.Name,
        StringComparer.Ordinal
    );

    public async Task<UpdateAnswer> HandleAsync(
        long updateId,
        Person person,
        string text,
        CancellationToken ct
    )
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is [['/', _, ..], ..])
        {
            return await commands.RunAsync(updateId, person, words, ct);
        }

        var asked = await ConversationQueries.FindAsync(database, person.Id, ct);
        if (asked is null || !topics.TryGetValue(asked.Topic, out var topic))
        {
            return await SayAsync(person, "bot.not_understood", ct);
        }

        return text.Length > LengthMax
            ? await SayAsync(person, "bot.not_understood", ct)
            : await topic.HearAsync(updateId, person, asked.Subject, text, ct);
    }

    private Task<UpdateAnswer> SayAsync(Person person, string text, CancellationToken ct) =>
        speaker.AnswerAsync(person, new Reply(person.Say.Html(text)), ct);
}
