using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Server.Members;

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

    private const string IsSoldSql = """
        select exists (select from channels where closed_channel_id = $1)
        """;

    /// <param name="link">The invite link that let the person in; null by any other way.</param>
    /// <returns><see langword="false"/>: known already, or not sold here.</returns>
    public static Task<bool> InsertAsync(
        Unit unit,
        long updateId,
        long chat,
        TelegramUserId user,
        string? link,
        CancellationToken ct
    ) =>
        unit.Sql(InsertSql)
            .With(updateId)
            .With(chat)
            .With(user.Value)
            .With(link)
            .With(unit.Now)
            .HitsAsync(ct);

    public static async Task<bool> IsSoldAsync(Unit unit, long chat, CancellationToken ct) =>
        await unit.Sql(IsSoldSql).With(chat).ValueAsync(row => row.Flag(0), ct) == true;
}
