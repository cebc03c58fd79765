using Pgp.Common.Database;

namespace Pgp.Host.Operations;

/// <summary>Looks for owners who cannot be reached.</summary>
internal static class OwnerListQueries
{
    private const string UnreachableSql = """
        select u.chat_id, u.reason, u.since, u.tried_at,
               (select count(*)::int from notices n
                 where n.chat_id = u.chat_id and n.state = 'undelivered'),
               array(select c.closed_title from channels c
                      where coalesce(c.notify_chat_id, c.owner_user_id) = u.chat_id
                      order by 1)
          from unreachable_owners u
         order by u.since, u.chat_id
         limit 1000
        """;

    public static async Task<OwnerList> UnreachableAsync(Database database, CancellationToken ct) =>
        new(
            await database.RunAsync(
                UnreachableSql,
                sql =>
                    sql.AllAsync(
                        row => new UnreachableOwner(
                            row.Long(0),
                            row.Text(1),
                            row.Time(2),
                            row.Time(3),
                            row.Number(4),
                            row.Texts(5)
                        ),
                        ct
                    ),
                ct
            )
        );
}
