using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.WebApi.Subscribers;

/// <summary>Reads subscribers of an owner; those of another are not there.</summary>
internal static class SubscriberQueries
{
    private const string ViewsSql = """
        select s.subscription_id, s.channel_id, c.closed_title, s.user_id, s.state,
               s.tier_no, s.paid_until, s.created_at, coalesce(paid.usd, 0), paid.payments
          from subscriptions s
          join channels c using (channel_id)
         cross join lateral (
               select sum(p.outcome_usd) as usd, count(*) as payments
                 from subscription_events e
                 join payments p using (payment_id)
                where e.subscription_id = s.subscription_id
                  and e.days is not null
                  and p.state = 'paid') paid
         where c.owner_user_id = $1
           and s.subscription_id = any($2)
         order by s.subscription_id desc
        """;

    private const string EventsSql = """
        select e.created_at, e.kind, e.state, e.days, e.tier_no, e.valid_until, e.payment_id
          from subscription_events e
          join subscriptions s using (subscription_id)
          join channels c using (channel_id)
         where c.owner_user_id = $1
           and e.subscription_id = $2
         order by e.seq
        """;

    /// <summary>Newest first; those that are another's are left out.</summary>
    public static Task<IReadOnlyList<SubscriberView>> ViewsAsync(
        Unit unit,
        TelegramUserId owner,
        Guid[] subscriptions,
        CancellationToken ct
    ) => unit.Sql(ViewsSql).With(owner.Value).With(subscriptions).AllAsync(Read, ct);

    /// <returns>
    /// Null: there is no such subscription, or it is not of this owner's channel.
    /// </returns>
    public static async Task<SubscriberView?> FindAsync(
        Unit unit,
        TelegramUserId owner,
        SubscriptionId subscription,
        CancellationToken ct
    ) => (await ViewsAsync(unit, owner, [subscription.Value], ct)).SingleOrDefault();

    /// <summary>Oldest first.</summary>
    public static Task<IReadOnlyList<SubscriberEvent>> EventsAsync(
        Unit unit,
        TelegramUserId owner,
        SubscriptionId subscription,
        CancellationToken ct
    ) =>
        unit.Sql(EventsSql)
            .With(owner.Value)
            .With(subscription)
            .AllAsync(
                row => new SubscriberEvent(
                    row.Time(0),
                    row.Text(1),
                    row.Text(2),
                    row.NumberOrNull(3),
                    row.NumberOrNull(4),
                    row.TimeOrNull(5),
                    row.IdOrNull<PaymentKind>(6)?.ToString()
                ),
                ct
            );

    private static SubscriberView Read(Row row) =>
        new()
        {
            SubscriptionId = row.Id<SubscriptionKind>(0).ToString(),
            ChannelId = row.Id<ChannelKind>(1).ToString(),
            ChannelTitle = row.Text(2),
            UserId = row.Long(3),
            State = row.Text(4),
            TierNo = row.NumberOrNull(5),
            PaidUntil = row.Time(6),
            CreatedAt = row.Time(7),
            TotalPaidUsd = row.Usd(8).ToDecimalText(),
            PaymentsCount = row.Long(9),
        };
}
