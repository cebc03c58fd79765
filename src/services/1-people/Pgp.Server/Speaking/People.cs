using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Texts;

namespace Pgp.Server.Speaking;

/// <summary>
/// Who talks with the bot, and in which language: the one that was chosen, else Telegram's.
/// </summary>
internal sealed class People(Database database)
{
    // How exactly it is known when somebody was here; a write for each message is not worth more.
    private static readonly TimeSpan SeenWithin = TimeSpan.FromHours(1);

    /// <summary>Somebody who has just written or pressed.</summary>
    /// <param name="languageTag">As Telegram states it; it may be absent.</param>
    public async Task<Person> MeetAsync(
        TelegramUserId user,
        string? languageTag,
        CancellationToken ct
    )
    {
        var spoken = Language.Of(languageTag);
        var now = database.Clock.GetUtcNow();
        var known = await PeopleQueries.FindAsync(database, user, ct);
        var language = known is { IsChosen: true } ? known.Language : spoken;
        var isNews =
            known is null
            || known.Language != language
            || !known.IsReachable
            || now - known.SeenAt > SeenWithin;
        if (isNews)
        {
            await PeopleQueries.SeeAsync(database, user, language, ct);
        }

        return new Person(user, Speech.In(language));
    }

    /// <summary>Somebody whom the bot writes to by itself.</summary>
    public async Task<Person> FindAsync(TelegramUserId user, CancellationToken ct)
    {
        var known = await PeopleQueries.FindAsync(database, user, ct);
        return new Person(user, Speech.In(known?.Language ?? Language.Standard));
    }

    public Task ChooseAsync(TelegramUserId user, Language language, CancellationToken ct) =>
        PeopleQueries.ChooseAsync(database, user, language, ct);

    /// <summary>Telegram says that this person cannot be written to, until seen again.</summary>
    public Task MissAsync(TelegramUserId user, CancellationToken ct) =>
        PeopleQueries.MissAsync(database, user, ct);
}
