using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Invite;

/// <summary>All SQL on <c>invites</c>, and what it needs to know about the payment.</summary>
internal static class InviteQueries
{
    private const string PurchaseSql = """
        select p.state = 'paid', o.user_id, c.closed_channel_id, c.closed_title, o.days
          from payments p
          join orders o using (order_id)
          join channels c on c.channel_id = o.channel_id
         where p.payment_id = $1
        """;

    private const string RequestSql = """
        insert into invites (payment_id, user_id, closed_channel_id, state, created_at)
        values ($1, $2, $3, 'requested', $4)
        on conflict (payment_id) do nothing
        """;

    private const string FindSql = """
        select state, link, link_expires_at, reason
          from invites
         where payment_id = $1
        """;

    // Of two deliveries that both made a link, the first to store it wins.
    private const string KeepLinkSql = """
        update invites
           set state           = 'linked',
               link            = $2,
               link_expires_at = $3
         where payment_id = $1
           and state      = 'requested'
        """;

    private const string MarkSentSql = """
        update invites
           set state   = 'sent',
               sent_at = $2
         where payment_id = $1
           and state      = 'linked'
        """;

    private const string MarkFailedSql = """
        update invites
           set state  = 'failed',
               reason = $2
         where payment_id = $1
           and state in ('requested', 'linked')
        """;

    public static Task<Purchase?> PurchaseAsync(
        Database database,
        PaymentId payment,
        CancellationToken ct
    ) =>
        database.RunAsync(
            PurchaseSql,
            sql =>
                sql.With(payment)
                    .FirstAsync(
                        row => new Purchase(
                            payment,
                            row.Flag(0),
                            new TelegramUserId(row.Long(1)),
                            new ClosedChannelId(row.Long(2)),
                            row.Text(3),
                            row.NumberOrNull(4)
                        ),
                        ct
                    ),
            ct
        );

    public static Task<bool> RequestAsync(
        Database database,
        Purchase purchase,
        CancellationToken ct
    ) =>
        database.RunAsync(
            RequestSql,
            sql =>
                sql.With(purchase.Payment)
                    .With(purchase.User.Value)
                    .With(purchase.Channel.Value)
                    .With(database.Clock.GetUtcNow())
                    .HitsAsync(ct),
            ct
        );

    public static Task<Invite?> FindAsync(
        Database database,
        PaymentId payment,
        CancellationToken ct
    ) => database.RunAsync(FindSql, sql => sql.With(payment).FirstAsync(Read, ct), ct);

    /// <returns><see langword="false"/> when another delivery got here first.</returns>
    public static Task<bool> KeepLinkAsync(
        Database database,
        PaymentId payment,
        InviteLink link,
        CancellationToken ct
    ) =>
        database.RunAsync(
            KeepLinkSql,
            sql => sql.With(payment).With(link.Url.AbsoluteUri).With(link.ExpiresAt).HitsAsync(ct),
            ct
        );

    /// <returns><see langword="false"/> when another delivery got here first.</returns>
    public static Task<bool> MarkSentAsync(Unit unit, PaymentId payment, CancellationToken ct) =>
        unit.Sql(MarkSentSql).With(payment).With(unit.Now).HitsAsync(ct);

    /// <returns><see langword="false"/> when another delivery got here first.</returns>
    public static Task<bool> MarkFailedAsync(
        Database database,
        PaymentId payment,
        string reason,
        CancellationToken ct
    ) => database.RunAsync(MarkFailedSql, sql => sql.With(payment).With(reason).HitsAsync(ct), ct);

    private static Invite Read(Row row)
    {
        var link = row.TextOrNull(1) is { } url ? new InviteLink(new Uri(url), row.Time(2)) : null;
        return new Invite(row.Text(0), link, row.TextOrNull(3));
    }
}
