using Pgp.Common.Database;

namespace Pgp.Oversight.Overdue;

/// <summary>Payments without their effect, and invites without theirs.</summary>
internal static class PaymentFindingQueries
{
    // Settled payments are many and stay; new ones are looked at by their time, and those found
    // before by their id, however old they are by now. Who is inside already needs no link.
    private const string WithoutAccessSql = """
        with candidate as (
            select payment_id
              from payments
             where state = 'paid' and paid_at > $3 and paid_at <= $1
             union
            select substr(subject, 5)::uuid
              from overdue_items
             where kind = $4 and cleared_at is null
        )
        select 'pay_' || replace(payment.payment_id::text, '-', ''), payment.paid_at,
               coalesce('its invite is ' || invite.state || coalesce(', ' || invite.reason, ''),
                        'its invite was never begun')
          from candidate
          join payments as payment using (payment_id)
          join orders using (order_id)
          left join invites as invite using (payment_id)
         where payment.state = 'paid'
           and payment.paid_at <= $1
           and orders.kind = 'subscription'
           and (invite.state is null or invite.state not in ('sent', 'member'))
         order by payment.paid_at
         limit $2
        """;

    private const string WithoutShareSql = """
        with candidate as (
            select payment_id
              from payments
             where state = 'paid' and paid_at > $3 and paid_at <= $1
             union
            select substr(subject, 5)::uuid
              from overdue_items
             where kind = $4 and cleared_at is null
        )
        select 'pay_' || replace(payment.payment_id::text, '-', ''), payment.paid_at,
               'to be shared by ' || payment.payout_strategy
          from candidate
          join payments as payment using (payment_id)
          left join payouts using (payment_id)
          left join credits using (payment_id)
         where payment.state = 'paid'
           and payment.paid_at <= $1
           and payment.payout_strategy is not null
           and payouts.payout_id is null
           and credits.credit_id is null
         order by payment.paid_at
         limit $2
        """;

    private const string HeldSql = """
        select 'pay_' || replace(payment_id::text, '-', ''), updated_at, reason
          from payments
         where state = 'quarantined' and updated_at <= $1
         order by updated_at
         limit $2
        """;

    private const string PartialSql = """
        select 'pay_' || replace(payment_id::text, '-', ''), updated_at,
               'the provider says ' || provider_status
          from payments
         where state = 'partially_paid' and updated_at <= $1
         order by updated_at
         limit $2
        """;

    // Who was in the channel before renewed, and needs no link. A payment that is no longer paid
    // was refunded: its link is not missed.
    private const string UnusedInviteSql = """
        with candidate as (
            select payment_id
              from invites
             where state = 'sent' and join_is_recorded
               and link_expires_at > $3 and link_expires_at <= $1
             union
            select substr(subject, 5)::uuid
              from overdue_items
             where kind = $4 and cleared_at is null
        )
        select 'pay_' || replace(invite.payment_id::text, '-', ''), invite.link_expires_at,
               'sent ' || to_char(invite.sent_at at time zone 'utc', 'YYYY-MM-DD HH24:MI')
                       || ' UTC, not used'
          from candidate
          join invites as invite using (payment_id)
          join payments using (payment_id)
         where invite.state = 'sent'
           and invite.link_expires_at <= $1
           and payments.state = 'paid'
           and not exists (select from channel_joins where link = invite.link)
           and not exists (
               select from channel_joins
                where user_id = invite.user_id and chat_id = invite.closed_channel_id)
         order by invite.link_expires_at
         limit $2
        """;

    public static Task<IReadOnlyList<Finding>> WithoutAccessAsync(
        Database database,
        Look look,
        CancellationToken ct
    ) => FindingQueries.AskWindowAsync(database, WithoutAccessSql, look, ct);

    public static Task<IReadOnlyList<Finding>> WithoutShareAsync(
        Database database,
        Look look,
        CancellationToken ct
    ) => FindingQueries.AskWindowAsync(database, WithoutShareSql, look, ct);

    public static Task<IReadOnlyList<Finding>> HeldAsync(
        Database database,
        Look look,
        CancellationToken ct
    ) => FindingQueries.AskAsync(database, HeldSql, look, ct);

    public static Task<IReadOnlyList<Finding>> PartialAsync(
        Database database,
        Look look,
        CancellationToken ct
    ) => FindingQueries.AskAsync(database, PartialSql, look, ct);

    public static Task<IReadOnlyList<Finding>> UnusedInviteAsync(
        Database database,
        Look look,
        CancellationToken ct
    ) => FindingQueries.AskWindowAsync(database, UnusedInviteSql, look, ct);
}
