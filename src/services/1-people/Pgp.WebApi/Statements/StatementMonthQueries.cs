using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.WebApi.Statements;

/// <summary>Which months an owner has statements of.</summary>
internal static class StatementMonthQueries
{
    // Since the first payment; a month in which nothing moved has a statement too.
    private const string MonthsSql = """
        select to_char(month, 'YYYY-MM')
          from generate_series(
               date_trunc('month', (
                   select min(first.paid_at)
                     from channels c
                    cross join lateral (
                          select p.paid_at
                            from payments p
                           where p.channel_id = c.channel_id
                             and p.paid_at is not null
                           order by p.paid_at
                           limit 1) first
                    where c.owner_user_id = $1
                      and ($2::uuid is null or c.channel_id = $2))),
               $3::timestamptz,
               interval '1 month') as month
         order by month desc
        """;

    private const string OwnsSql = """
        select channel_id from channels where owner_user_id = $1 and channel_id = $2
        """;

    /// <summary>As <c>2026-11</c>, the newest first; the running month is one of them.</summary>
    public static Task<IReadOnlyList<string>> MonthsAsync(
        Unit unit,
        TelegramUserId owner,
        ChannelId? channel,
        CancellationToken ct
    ) =>
        unit.Sql(MonthsSql)
            .With(owner.Value)
            .With(channel)
            .With(unit.Now)
            .AllAsync(row => row.Text(0), ct);

    public static async Task<bool> OwnsAsync(
        Unit unit,
        TelegramUserId owner,
        ChannelId channel,
        CancellationToken ct
    ) =>
        await unit.Sql(OwnsSql).With(owner.Value).With(channel).ValueAsync(row => row.Uuid(0), ct)
            is not null;
}
