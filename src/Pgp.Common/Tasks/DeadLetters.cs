using Pgp.Common.Database;
using Pgp.Contracts.Tasks;

namespace Pgp.Common.Tasks;

/// <summary>Tasks that no repetition can help; a person has to look.</summary>
internal static class DeadLetters
{
    // One that was put back and fails again is open again; a repetition changes nothing.
    private const string InsertSql = """
        insert into dead_letters (task_id, name, target, kind, reason, payload, created_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (task_id) do update
           set state      = 'open',
               kind       = excluded.kind,
               reason     = excluded.reason,
               created_at = excluded.created_at
         where dead_letters.state = 'replayed'
        """;

    public static async Task RecordAsync(
        Unit unit,
        MessageId task,
        TaskDefinition definition,
        string kind,
        string reason,
        string payload,
        CancellationToken ct
    ) =>
        await unit.Sql(InsertSql)
            .With(task)
            .With(definition.Name)
            .With(definition.Target.Value)
            .With(kind)
            .With(reason)
            .With(payload)
            .With(unit.Now)
            .ExecuteAsync(ct);
}
