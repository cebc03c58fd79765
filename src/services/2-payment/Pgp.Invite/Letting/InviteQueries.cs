using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Invite.Letting;

/// <summary>A link of ours, and for whom it was made.</summary>
internal sealed record IssuedLink(string Cause, TelegramUserId User, Uri Url);

/// <summary>All SQL on <c>invites</c>.</summary>
internal static class InviteQueries
{
    private const string RequestSql = """
        insert into invites (
            cause, payment_id, subscription_id, user_id, closed_channel_id, state, created_at)
        values ($1, $2, $3, $4, $5, 'requested', $6)
        on conflict (cause) do nothing
        """;

    private const string FindSql = """
        select state, link, link_expires_at, link_kind, reason
          from invites
         where cause = $1
        """;

    // Of two deliveries that both made a link, the first to store it wins.
    private const string KeepLinkSql = """
        update invites
           set state           = 'linked',
               link            = $2,
               link_expires_at = $3,
               link_kind       = $4
         where cause = $1
           and state = 'requested'
        """;

    private const string MarkSentSql = """
        update invites
           set state   = 'sent',
               sent_at = $2
         where cause = $1
           and state = 'linked'
        """;

    private const string MarkMemberSql = """
        update invites
           set state = 'member'
         where cause = $1
           and state in ('requested', 'linked')
        """;

    private const string MarkFailedSql = """
        update invites
           set state  = 'failed',
               reason = $2
         where cause = $1
           and state in ('requested', 'linked')
        """;

    private const string LiveLinksSql = """
        select cause, user_id, link
          from invites
         where user_id = $1
           and closed_channel_id = $2
           and cause <> $3
           and link is not null
           and revoked_at is null
           and link_expires_at > $4
        """;

    private const string ByLinkSql = """
        select cause, user_id, link
          from invites
         where link = $1
           and closed_channel_id = $2
        """;

    private const string MarkRevokedSql = """
        update invites set revoked_at = $2 where link = $1 and revoked_at is null
        """;

    private const string ReissuesSql = """
        select count(*)
          from invites
         where user_id = $1
           and closed_channel_id = $2
           and cause like 'reissue:%'
           and created_at > $3
        """;

    public static Task<bool> RequestAsync(
        Database database,
        Invitation invitation,
        CancellationToken ct
    ) =>
        database.RunAsync(
            RequestSql,
            sql =>
                sql.With(invitation.Cause)
                    .With(invitation.Payment)
                    .With(invitation.Subscription)
                    .With(invitation.User.Value)
                    .With(invitation.Channel.Value)
                    .With(database.Clock.GetUtcNow())
                    .HitsAsync(ct),
            ct
        );

    public static Task<Invite?> FindAsync(Database database, string cause, CancellationToken ct) =>
        database.RunAsync(FindSql, sql => sql.With(cause).FirstAsync(Read, ct), ct);

    /// <returns><see langword="false"/> when another delivery got here first.</returns>
    public static Task<bool> KeepLinkAsync(
        Database database,
        string cause,
        InviteLink link,
        CancellationToken ct
    ) =>
        database.RunAsync(
            KeepLinkSql,
            sql =>
                sql.With(cause)
                    .With(link.Url.AbsoluteUri)
                    .With(link.ExpiresAt)
                    .With(link.Kind)
                    .HitsAsync(ct),
            ct
        );

    /// <returns><see langword="false"/> when another delivery got here first.</returns>
    public static Task<bool> MarkSentAsync(Unit unit, string cause, CancellationToken ct) =>
        unit.Sql(MarkSentSql).With(cause).With(unit.Now).HitsAsync(ct);

    public static Task<bool> MarkMemberAsync(Unit unit, string cause, CancellationToken ct) =>
        unit.Sql(MarkMemberSql).With(cause).HitsAsync(ct);

    /// <returns><see langword="false"/> when another delivery got here first.</returns>
    public static Task<bool> MarkFailedAsync(
        Database database,
        string cause,
        string reason,
        CancellationToken ct
    ) => database.RunAsync(MarkFailedSql, sql => sql.With(cause).With(reason).HitsAsync(ct), ct);

    /// <summary>Links of this person to this channel that would still let in.</summary>
    /// <param name="except">A cause whose link stays; empty for none.</param>
    public static Task<IReadOnlyList<IssuedLink>> LiveLinksAsync(
        Database database,
        TelegramUserId user,
        ClosedChannelId channel,
        string except,
        CancellationToken ct
    ) =>
        database.RunAsync(
            LiveLinksSql,
            sql =>
                sql.With(user.Value)
                    .With(channel.Value)
                    .With(except)
                    .With(database.Clock.GetUtcNow())
                    .AllAsync(ReadLink, ct),
            ct
        );

    /// <returns>Null: not one of ours.</returns>
    public static Task<IssuedLink?> ByLinkAsync(
        Database database,
        string link,
        ClosedChannelId channel,
        CancellationToken ct
    ) =>
        database.RunAsync(
            ByLinkSql,
            sql => sql.With(link).With(channel.Value).FirstAsync(ReadLink, ct),
            ct
        );

    public static Task MarkRevokedAsync(Database database, Uri link, CancellationToken ct) =>
        database.RunAsync(
            MarkRevokedSql,
            sql => sql.With(link.AbsoluteUri).With(database.Clock.GetUtcNow()).ExecuteAsync(ct),
            ct
        );

    /// <summary>How often this person got another invite since then.</summary>
    public static async Task<long> ReissuesAsync(
        Database database,
        Invitation invitation,
        DateTimeOffset since,
        CancellationToken ct
    ) =>
        await database.RunAsync(
            ReissuesSql,
            sql =>
                sql.With(invitation.User.Value)
                    .With(invitation.Channel.Value)
                    .With(since)
                    .ValueAsync(row => row.Long(0), ct),
            ct
        ) ?? 0;

    private static Invite Read(Row row)
    {
        var link = row.TextOrNull(1) is { } url
            ? new InviteLink(new Uri(url), row.Time(2), row.Text(3))
            : null;
        return new Invite(row.Text(0), link, row.TextOrNull(4));
    }

    private static IssuedLink ReadLink(Row row) =>
        new(row.Text(0), new TelegramUserId(row.Long(1)), new Uri(row.Text(2)));
}
