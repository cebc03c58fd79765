using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Server.Talking;

/// <summary>What the bot has asked somebody, whose next message is the answer.</summary>
/// <param name="Topic">What was asked.</param>
/// <param name="Subject">What it is about: an order, a channel.</param>
internal sealed record Conversation(string Topic, string Subject)
{
    /// <summary>Later, a message is no longer taken for the answer.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);
}

/// <summary>
/// All SQL on <c>conversations</c>: one for each person, so that a restart in the middle loses
/// nothing and any process can go on.
/// </summary>
internal static class ConversationQueries
{
    private const string BeginSql = """
        insert into conversations (user_id, topic, subject, expires_at)
        values ($1, $2, $3, $4)
        on conflict (user_id) do update
           set topic = excluded.topic, subject = excluded.subject,
               expires_at = excluded.expires_at
        """;

    private const string FindSql = """
        select topic, subject from conversations where user_id = $1 and expires_at > $2
        """;

    private const string EndSql = """
        delete from conversations where user_id = $1 and expires_at > $2
        """;

    public static Task BeginAsync(
        Database database,
        TelegramUserId user,
        Conversation conversation,
        CancellationToken ct
    ) =>
        database.RunAsync(
            BeginSql,
            sql =>
                sql.With(user.Value)
                    .With(conversation.Topic)
                    .With(conversation.Subject)
                    .With(database.Clock.GetUtcNow() + Conversation.Life)
                    .ExecuteAsync(ct),
            ct
        );

    public static Task<Conversation?> FindAsync(
        Database database,
        TelegramUserId user,
        CancellationToken ct
    ) =>
        database.RunAsync(
            FindSql,
            sql =>
                sql.With(user.Value)
                    .With(database.Clock.GetUtcNow())
                    .FirstAsync(row => new Conversation(row.Text(0), row.Text(1)), ct),
            ct
        );

    /// <returns><see langword="false"/> when nothing had been asked.</returns>
    public static Task<bool> EndAsync(
        Database database,
        TelegramUserId user,
        CancellationToken ct
    ) =>
        database.RunAsync(
            EndSql,
            sql => sql.With(user.Value).With(database.Clock.GetUtcNow()).HitsAsync(ct),
            ct
        );
}

/// <summary>Something that the bot asks and understands the answer to.</summary>
internal interface ITopic
{
    /// <summary>Its word in <c>conversations.topic</c>.</summary>
    string Name { get; }

    /// <summary>Takes the answer. Who has understood it ends the conversation.</summary>
    Task<Updates.UpdateAnswer> HearAsync(
        long updateId,
        Speaking.Person person,
        string subject,
        string text,
        CancellationToken ct
    );
}
