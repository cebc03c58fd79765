using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Texts;

namespace Pgp.Server.Speaking;

/// <summary>What is known of a person.</summary>
internal sealed record KnownPerson(
    Language Language,
    bool IsChosen,
    bool IsReachable,
    DateTimeOffset SeenAt
);

/// <summary>All SQL on <c>bot_people</c>.</summary>
internal static class PeopleQueries
{
    private const string FindSql = """
        select language, is_chosen, is_reachable, seen_at
          from bot_people
         where user_id = $1
        """;

    private const string SeeSql = """
        insert into bot_people (user_id, language, seen_at)
        values ($1, $2, $3)
        on conflict (user_id) do update
           set language     = case when bot_people.is_chosen
                                   then bot_people.language else excluded.language end,
               is_reachable = true,
               seen_at      = greatest(bot_people.seen_at, excluded.seen_at)
        """;

    private const string ChooseSql = """
        insert into bot_people (user_id, language, is_chosen, seen_at)
        values ($1, $2, true, $3)
        on conflict (user_id) do update
           set language = excluded.language, is_chosen = true
        """;

    private const string MissSql = """
        update bot_people set is_reachable = false where user_id = $1 and is_reachable
        """;

    public static Task<KnownPerson?> FindAsync(
        Database database,
        TelegramUserId user,
        CancellationToken ct
    ) =>
        database.RunAsync(
            FindSql,
            sql =>
                sql.With(user.Value)
                    .FirstAsync(
                        row => new KnownPerson(
                            Language.Of(row.Text(0)),
                            row.Flag(1),
                            row.Flag(2),
                            row.Time(3)
                        ),
                        ct
                    ),
            ct
        );

    public static Task SeeAsync(
        Database database,
        TelegramUserId user,
        Language language,
        CancellationToken ct
    ) => WriteAsync(database, SeeSql, user, language, ct);

    public static Task ChooseAsync(
        Database database,
        TelegramUserId user,
        Language language,
        CancellationToken ct
    ) => WriteAsync(database, ChooseSql, user, language, ct);

    public static Task MissAsync(Database database, TelegramUserId user, CancellationToken ct) =>
        database.RunAsync(MissSql, sql => sql.With(user.Value).ExecuteAsync(ct), ct);

    private static Task<int> WriteAsync(
        Database database,
        string statement,
        TelegramUserId user,
        Language language,
        CancellationToken ct
    ) =>
        database.RunAsync(
            statement,
            sql =>
                sql.With(user.Value)
                    .With(language.Code)
                    .With(database.Clock.GetUtcNow())
                    .ExecuteAsync(ct),
            ct
        );
}
