using System.Text.Json;
using Pgp.Contracts.Tasks;

namespace Pgp.Common.Tasks;

/// <summary>How a service handles one kind of task: from bytes to outcome.</summary>
public sealed record TaskRoute(
    TaskDefinition Definition,
    Func<IServiceProvider, string, Delivery, CancellationToken, Task<TaskOutcome>> HandleAsync
)
{
    /// <summary>Binds a kind of task to its handler.</summary>
    public static TaskRoute Of<TTask, THandler>()
        where TTask : ITask<TTask>
        where THandler : ITaskHandler<TTask> =>
        new(
            TTask.Definition,
            async (services, payload, delivery, ct) =>
            {
                TTask? task;
                try
                {
                    task = JsonSerializer.Deserialize(payload, TTask.Json);
                }
                catch (JsonException malformed)
                {
                    return new TaskOutcome.Reject($"malformed payload: {malformed.Message}");
                }

                var handler = (THandler?)services.GetService(typeof(THandler));
                return task is null
                    ? new TaskOutcome.Reject("empty payload")
                    : await handler!.HandleAsync(task, delivery, ct);
            }
        );
}
