using Pgp.Common.Database;

namespace Pgp.Oversight.Overdue;

/// <summary>Events that owners' servers should have been sent by now.</summary>
internal static class WebhookFindingQueries
{
    // What waits behind an earlier event of its object is in order, whenever that one gets through.
    private const string OverdueSql = """
        select 'whk_' || replace(d.endpoint_id::text, '-', ''), min(d.next_attempt_at),
               count(*) || ' events are not being sent'
          from webhook_deliveries d
         where d.state = 'pending'
           and d.next_attempt_at <= $1
           and not exists (
               select from webhook_deliveries earlier
                where earlier.state = 'pending'
                  and earlier.endpoint_id = d.endpoint_id
                  and earlier.object = d.object
                  and earlier.seq < d.seq)
         group by d.endpoint_id
         order by 2
         limit $2
        """;

    public static Task<IReadOnlyList<Finding>> OverdueAsync(
        Database database,
        Look look,
        CancellationToken ct
    ) => FindingQueries.AskAsync(database, OverdueSql, look, ct);
}
