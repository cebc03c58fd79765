using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Server;

/// <summary>All SQL on <c>channel_joins</c>.</summary>
internal static class JoinQueries
{
    // Only channels that are sold here; the open ones would fill the table.
    private const string InsertSql = """
        insert into channel_joins (update_id, chat_id, user_id, link, joined_at)
        select $1, $2, $3, $4, $5
         where exists (select from channels where closed_channel_id = $2)
        on conflict (update_id) do nothing
        """;

    /// <param name="link">The invite link that let the person in; null by any other way.</param>
    public static Task<int> InsertAsync(
        Database database,
        long updateId,
        long chat,
        TelegramUserId user,
        string? link,
        CancellationToken ct
    ) =>
        database.RunAsync(
            InsertSql,
            sql =>
                sql.With(updateId)
                    .With(chat)
                    .With(user.Value)
                    .With(link)
                    .With(database.Clock.GetUtcNow())
                    .ExecuteAsync(ct),
            ct
        );
}
