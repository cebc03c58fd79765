using Pgp.Common.Database;

namespace Pgp.Notifications;

/// <summary>Who to tell about a channel.</summary>
/// <param name="NotifyChatId"><see langword="null"/> when the owner does not want to hear.</param>
internal sealed record Owner(string ChannelTitle, long? NotifyChatId);

/// <summary>That an owner was told, or could not be.</summary>
internal sealed record Notice(string Key, long ChatId, string State)
{
    public const string Sent = "sent";
    public const string Unreachable = "unreachable";
}

/// <summary>All SQL on <c>notices</c>.</summary>
internal static class NoticeQueries
{
    private const string OwnerSql = """
        select closed_title, notify_chat_id
          from channels
         where channel_id = $1
        """;

    private const string IsKnownSql = """
        select exists (select from notices where notice_key = $1)
        """;

    private const string InsertSql = """
        insert into notices (notice_key, chat_id, state, created_at)
        values ($1, $2, $3, $4)
        on conflict (notice_key) do nothing
        """;

    public static Task<Owner?> OwnerAsync(
        Database database,
        ChannelId channel,
        CancellationToken ct
    ) =>
        database.RunAsync(
            OwnerSql,
            sql =>
                sql.With(channel).FirstAsync(row => new Owner(row.Text(0), row.LongOrNull(1)), ct),
            ct
        );

    public static async Task<bool> IsKnownAsync(
        Database database,
        string key,
        CancellationToken ct
    ) =>
        await database.RunAsync(
            IsKnownSql,
            sql => sql.With(key).ValueAsync(row => row.Flag(0), ct),
            ct
        ) == true;

    public static Task<int> InsertAsync(Unit unit, Notice notice, CancellationToken ct) =>
        unit.Sql(InsertSql)
            .With(notice.Key)
            .With(notice.ChatId)
            .With(notice.State)
            .With(unit.Now)
            .ExecuteAsync(ct);
}
