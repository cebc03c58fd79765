using Pgp.Common.Database;
using Pgp.Contracts.Tasks;

namespace Pgp.Oversight.Overdue;

/// <summary>
/// Tasks that do not get done. A task waits since it was first tried, or since it was due; one that
/// is due later waits for nothing.
/// </summary>
internal static class TaskFindingQueries
{
    // Goes through the index of open tasks, which holds what is waiting and nothing else.
    private const string OverdueSql = """
        select 'msg_' || replace(task_id::text, '-', ''), coalesce(first_at, due_at),
               name || ', tried ' || attempts || ' times' || coalesce(': ' || last_error, '')
          from outbox
         where state = 'open'
           and name <> $3
           and coalesce(first_at, due_at) <= $1
         order by 2
         limit $2
        """;

    private const string DeadLetterSql = """
        select 'msg_' || replace(task_id::text, '-', ''), created_at,
               name || ', ' || kind || ': ' || reason
          from dead_letters
         where state = 'open'
           and name <> $3
           and created_at <= $1
         order by created_at
         limit $2
        """;

    private const string UntoldAlertSql = """
        select 'msg_' || replace(task_id::text, '-', ''), coalesce(first_at, due_at),
               'tried ' || attempts || ' times' || coalesce(': ' || last_error, '')
          from outbox
         where state = 'open'
           and name = $3
           and coalesce(first_at, due_at) <= $1
         union all
        select 'msg_' || replace(task_id::text, '-', ''), created_at, kind || ': ' || reason
          from dead_letters
         where state = 'open'
           and name = $3
           and created_at <= $1
         order by 2
         limit $2
        """;

    private static string Alert => AlertRaised.Definition.Name;

    public static Task<IReadOnlyList<Finding>> OverdueAsync(
        Database database,
        Look look,
        CancellationToken ct
    ) => FindingQueries.AskApartAsync(database, OverdueSql, look, Alert, ct);

    public static Task<IReadOnlyList<Finding>> DeadLetterAsync(
        Database database,
        Look look,
        CancellationToken ct
    ) => FindingQueries.AskApartAsync(database, DeadLetterSql, look, Alert, ct);

    public static Task<IReadOnlyList<Finding>> UntoldAlertAsync(
        Database database,
        Look look,
        CancellationToken ct
    ) => FindingQueries.AskApartAsync(database, UntoldAlertSql, look, Alert, ct);
}
