using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Payments;

/// <summary>
/// What the tables know about one payment up to its share; payouts have a story too.
/// </summary>
internal static class PaymentStoryQueries
{
    private const string MoneySql = """
        with mine as (
            select p.payment_id, p.provider_payment_id, p.state, p.reason, p.pay_coin,
                   p.pay_amount, p.outcome_coin, p.outcome_amount, p.fee_amount, p.created_at,
                   p.updated_at, p.paid_at, o.created_at as ordered_at, o.invoiced_at,
                   o.kind || ' for ' || trim_scale(o.price_usd) || ' usd' as offer
              from payments p
              join orders o using (order_id)
              join channels c on c.channel_id = p.channel_id
             where c.owner_user_id = $1
               and p.payment_id = $2
        )
        select ordered_at, 'order_placed', offer, null::text, null::numeric, null::text, null::text
          from mine
         union all
        select invoiced_at, 'invoice_made', null, null, null, null, null
          from mine where invoiced_at is not null
         union all
        select created_at, 'payment_seen', null, pay_coin, pay_amount, null, null
          from mine
         union all
        select min(s.received_at), 'provider_status', s.status, null, null, null, null
          from mine
          join provider_statuses s using (provider_payment_id)
         where s.status is not null
         group by s.status
         union all
        select paid_at, 'payment_settled', null, outcome_coin, outcome_amount, null, null
          from mine where paid_at is not null
         union all
        select paid_at, 'fee_taken', null, outcome_coin, fee_amount, null, null
          from mine where paid_at is not null
         union all
        select updated_at, 'payment_' || state, reason, null, null, null, null
          from mine
         where state in ('partially_paid', 'quarantined', 'expired', 'failed', 'refunded')
        """;

    // The log is found by a payment where it gave days, and where they were taken back.
    private const string AccessSql = """
        with mine as (
            select p.payment_id
              from payments p
              join channels c on c.channel_id = p.channel_id
             where c.owner_user_id = $1
               and p.payment_id = $2
        )
        select e.created_at, 'access_' || e.kind,
               'until ' || to_char(e.valid_until, 'YYYY-MM-DD HH24:MI'), null::text, null::numeric,
               null::text, null::text
          from mine
          join subscription_events e using (payment_id)
         where e.days is not null
         union all
        select e.created_at, 'access_refunded', null, null, null, null, null
          from mine
          join subscription_events e using (payment_id)
         where e.kind = 'refunded'
         union all
        select g.created_at, 'gift_made', null, null, null, null, null
          from mine
          join gifts g using (payment_id)
         union all
        select g.redeemed_at, 'gift_redeemed', null, null, null, null, null
          from mine
          join gifts g using (payment_id)
         where g.redeemed_at is not null
         union all
        select coalesce(i.sent_at, i.created_at),
               case i.state when 'sent' then 'invite_sent'
                            when 'failed' then 'invite_failed'
                            else 'invite_not_needed' end,
               i.reason, null, null, null, null
          from mine
          join invites i using (payment_id)
         where i.state in ('sent', 'failed', 'member')
         union all
        select min(j.joined_at), 'joined', null, null, null, null, null
          from mine
          join invites i using (payment_id)
          join channel_joins j on j.user_id = i.user_id and j.chat_id = i.closed_channel_id
         where j.joined_at >= i.created_at
        having count(*) > 0
        """;

    private const string ShareSql = """
        with mine as (
            select k.coin, k.net_amount, k.credited_at, k.converted_at, k.usdt_amount, k.paid_at,
                   k.conversion_id
              from credits k
              join channels c using (channel_id)
             where c.owner_user_id = $1
               and k.payment_id = $2
        )
        select credited_at, 'share_credited', null::text, coin, net_amount, null::text, null::text
          from mine
         union all
        select converted_at, 'share_converted', null, 'usdt@eth', usdt_amount, null, null
          from mine where converted_at is not null and conversion_id is not null
         union all
        select paid_at, 'share_paid_out', null, 'usdt@eth', usdt_amount, null, null
          from mine where paid_at is not null
        """;

    /// <summary>Order, invoice, the provider's news, what was settled.</summary>
    public static Task<IReadOnlyList<TimelineEntry>> MoneyAsync(
        Unit unit,
        TelegramUserId owner,
        PaymentId payment,
        Story story,
        CancellationToken ct
    ) => unit.Sql(MoneySql).With(owner.Value).With(payment).AllAsync(story.Read, ct);

    /// <summary>Days, invite, entry.</summary>
    public static Task<IReadOnlyList<TimelineEntry>> AccessAsync(
        Unit unit,
        TelegramUserId owner,
        PaymentId payment,
        Story story,
        CancellationToken ct
    ) => unit.Sql(AccessSql).With(owner.Value).With(payment).AllAsync(story.Read, ct);

    /// <summary>Of an owner who collects.</summary>
    public static Task<IReadOnlyList<TimelineEntry>> ShareAsync(
        Unit unit,
        TelegramUserId owner,
        PaymentId payment,
        Story story,
        CancellationToken ct
    ) => unit.Sql(ShareSql).With(owner.Value).With(payment).AllAsync(story.Read, ct);
}
