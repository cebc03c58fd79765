using Pgp.Common.Database;

namespace Pgp.Channels;

/// <summary>How a channel comes to its end.</summary>
internal static class ArchiveQueries
{
    // What may still arrive counts as well: an order can be paid for days after it was made.
    private const string TiesSql = """
        select (select count(*)
                  from subscriptions
                 where channel_id = $1
                   and state in ('trial', 'active', 'grace')),
               (select max(paid_until)
                  from subscriptions
                 where channel_id = $1
                   and state in ('trial', 'active', 'grace')),
               exists (select from credits where channel_id = $1 and paid_at is null)
               or exists (select from payouts p
                            left join payout_executions e using (payout_id)
                           where p.channel_id = $1
                             and e.state is distinct from 'completed')
               or exists (select from orders o
                            join payments p using (order_id)
                           where o.channel_id = $1
                             and p.state in ('waiting', 'confirming', 'partially_paid'))
        """;

    private const string ArchiveSql = """
        update channels
           set archived_at = $2
         where channel_id = $1
           and archived_at is null
        """;

    internal static async Task<ChannelTies> TiesAsync(
        Unit unit,
        ChannelId channel,
        CancellationToken ct
    ) =>
        (
            await unit.Sql(TiesSql)
                .With(channel)
                .FirstAsync(row => new ChannelTies(row.Long(0), row.TimeOrNull(1), row.Flag(2)), ct)
        )!;

    internal static Task ArchiveAsync(Unit unit, ChannelId channel, CancellationToken ct) =>
        unit.Sql(ArchiveSql).With(channel).With(unit.Now).ExecuteAsync(ct);
}
