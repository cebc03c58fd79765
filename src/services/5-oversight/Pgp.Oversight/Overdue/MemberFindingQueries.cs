using Pgp.Common.Database;

namespace Pgp.Oversight.Overdue;

/// <summary>Members who should have left.</summary>
internal static class MemberFindingQueries
{
    private const string RemovalOverdueSql = """
        select 'sub_' || replace(subscription_id::text, '-', ''), due,
               case when refusals = 0 then 'not done yet'
                    else 'refused ' || refusals || ' times: ' || coalesce(reason, '') end
          from removals
         where next_try_at is not null
           and due <= $1
         order by due
         limit $2
        """;

    public static Task<IReadOnlyList<Finding>> RemovalOverdueAsync(
        Database database,
        Look look,
        CancellationToken ct
    ) => FindingQueries.AskAsync(database, RemovalOverdueSql, look, ct);
}
