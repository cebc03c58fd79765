using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Invite.Comparing;

internal sealed record ComparedChannel(ChannelId Id, ClosedChannelId Closed);

internal sealed record ComparedPerson(TelegramUserId User, bool HasPaid);

/// <summary>All SQL of the nightly comparison.</summary>
internal static class ComparisonQueries
{
    private const string OpenSql = """
        select channel_id, closed_channel_id
          from channels c
         where not exists (select from member_comparisons m
                            where m.channel_id = c.channel_id and m.day = $1)
         order by channel_id
        """;

    // Who has access; and who came in, has none, and was not removed afterwards.
    private const string NextSql = """
        select people.user_id, people.has_paid
          from (select s.user_id, true as has_paid
                  from subscriptions s
                 where s.channel_id = $1
                   and s.state in ('trial', 'active', 'grace')
                union
                select j.user_id, false
                  from channel_joins j
                 where j.chat_id = $2
                   and not exists (select from subscriptions s
                                    where s.channel_id = $1
                                      and s.user_id = j.user_id
                                      and s.state in ('trial', 'active', 'grace'))
                   and not exists (select from removals r
                                    where r.closed_channel_id = j.chat_id
                                      and r.user_id = j.user_id
                                      and r.removed_at > j.joined_at)) as people
         where not exists (select from member_looks l
                            where l.channel_id = $1
                              and l.day = $3
                              and l.user_id = people.user_id)
         order by people.user_id
         limit 100
        """;

    private const string KeepSql = """
        insert into member_looks (channel_id, day, user_id, has_paid, is_inside, looked_at)
        values ($1, $2, $3, $4, $5, $6)
        on conflict do nothing
        """;

    private const string CloseSql = """
        insert into member_comparisons (channel_id, day, missing, strangers, done_at)
        select $1, $2,
               count(*) filter (where has_paid and not is_inside),
               count(*) filter (where is_inside and not has_paid), $3
          from member_looks
         where channel_id = $1
           and day = $2
        on conflict do nothing
        returning missing, strangers
        """;

    public static Task<IReadOnlyList<ComparedChannel>> OpenAsync(
        Database database,
        DateOnly day,
        CancellationToken ct
    ) =>
        database.RunAsync(
            OpenSql,
            sql =>
                sql.With(day)
                    .AllAsync(
                        row => new ComparedChannel(
                            row.Id<ChannelKind>(0),
                            new ClosedChannelId(row.Long(1))
                        ),
                        ct
                    ),
            ct
        );

    /// <summary>The next people who were not looked at on this day.</summary>
    public static Task<IReadOnlyList<ComparedPerson>> NextAsync(
        Database database,
        ComparedChannel channel,
        DateOnly day,
        CancellationToken ct
    ) =>
        database.RunAsync(
            NextSql,
            sql =>
                sql.With(channel.Id)
                    .With(channel.Closed.Value)
                    .With(day)
                    .AllAsync(
                        row => new ComparedPerson(new TelegramUserId(row.Long(0)), row.Flag(1)),
                        ct
                    ),
            ct
        );

    public static Task KeepAsync(
        Database database,
        ComparedChannel channel,
        ComparedPerson person,
        DateOnly day,
        bool isInside,
        CancellationToken ct
    ) =>
        database.RunAsync(
            KeepSql,
            sql =>
                sql.With(channel.Id)
                    .With(day)
                    .With(person.User.Value)
                    .With(person.HasPaid)
                    .With(isInside)
                    .With(database.Clock.GetUtcNow())
                    .ExecuteAsync(ct),
            ct
        );

    /// <returns>How many differ; nothing where the day was closed before.</returns>
    public static async Task<(int Missing, int Strangers)> CloseAsync(
        Unit unit,
        ComparedChannel channel,
        DateOnly day,
        CancellationToken ct
    ) =>
        await unit.Sql(CloseSql)
            .With(channel.Id)
            .With(day)
            .With(unit.Now)
            .ValueAsync(row => (row.Number(0), row.Number(1)), ct)
        ?? (0, 0);
}
