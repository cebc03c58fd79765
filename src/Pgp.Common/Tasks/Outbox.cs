using System.Text.Json;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;

namespace Pgp.Common.Tasks;

/// <summary>Tasks waiting for delivery; the seed's <c>create_task</c>.</summary>
internal static class Outbox
{
    // The same effect asked for twice is the same task: the unique key makes the second a no-op.
    private const string InsertSql = """
        insert into outbox (
            task_id, name, queue, source, target, path, payload, effect_key,
            correlation, traceparent, due_at, created_at)
        values ($1, $2, $3, current_user, $4, $5, $6, $7, $8, $9, $10, $11)
        on conflict (effect_key) do nothing
        """;

    public static Task InsertAsync<TTask>(
        Unit unit,
        TTask task,
        DateTimeOffset dueAt,
        Story story,
        CancellationToken ct
    )
        where TTask : ITask<TTask>
    {
        var definition = TTask.Definition;
        return unit.Sql(InsertSql)
            .With(Guid.CreateVersion7(unit.Now))
            .With(definition.Name)
            .With(definition.Queue.Name)
            .With(definition.Target.Value)
            .With(definition.Path)
            .With(JsonSerializer.Serialize(task, TTask.Json))
            .With($"{definition.Name}:{task.EffectKey}")
            .With(story.Correlation)
            .With(story.TraceParent)
            .With(dueAt)
            .With(unit.Now)
            .ExecuteAsync(ct);
    }
}
