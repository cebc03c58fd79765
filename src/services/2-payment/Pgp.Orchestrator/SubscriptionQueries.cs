using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Orchestrator;

/// <summary>
/// Access in days. A renewal extends from the old end, or from now when that has passed.
/// </summary>
internal static class SubscriptionQueries
{
    private const string ExtendSql = """
        insert into subscriptions (
            subscription_id, user_id, channel_id, paid_until, created_at, updated_at)
        values ($1, $2, $3, $4 + make_interval(days => $5), $4, $4)
        on conflict (user_id, channel_id) do update
           set paid_until = greatest(subscriptions.paid_until, $4) + make_interval(days => $5),
               updated_at = $4
        returning subscription_id, paid_until
        """;

    private const string RecordSql = """
        insert into subscription_events (
            payment_id, subscription_id, kind, days, valid_from, valid_until, created_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        """;

    public static async Task ExtendAsync(
        Unit unit,
        PaymentId payment,
        OrderTerms terms,
        CancellationToken ct
    )
    {
        var fresh = SubscriptionId.New(unit.Clock);
        var (id, until) = (
            await unit.Sql(ExtendSql)
                .With(fresh)
                .With(terms.UserId)
                .With(terms.ChannelId)
                .With(unit.Now)
                .With(terms.Days)
                .ValueAsync(row => (row.Id<SubscriptionKind>(0), row.Time(1)), ct)
        )!.Value;
        await unit.Sql(RecordSql)
            .With(payment)
            .With(id)
            .With(id == fresh ? "purchased" : "renewed")
            .With(terms.Days)
            .With(until - TimeSpan.FromDays(terms.Days))
            .With(until)
            .With(unit.Now)
            .ExecuteAsync(ct);
    }
}
