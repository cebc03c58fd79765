using System.Text.Json;
using Pgp.Contracts.Tasks;

namespace Pgp.Common.Tasks;

/// <summary>How a service handles one kind of task: from bytes to outcome.</summary>
/// <param name="Definition">The kind of task.</param>
/// <param name="CallsPartners">
/// Whether the handler talks to a partner; then only one delivery of a message works at a time.
/// </param>
/// <param name="HandleAsync">Reads the payload and runs the handler.</param>
public sealed record TaskRoute(
    TaskDefinition Definition,
    bool CallsPartners,
    Func<IServiceProvider, string, Delivery, CancellationToken, Task<TaskOutcome>> HandleAsync
)
{
    /// <summary>Binds a kind of task to its handler.</summary>
    public static TaskRoute Of<TTask, THandler>(bool callsPartners)
        where TTask : ITask<TTask>
        where THandler : ITaskHandler<TTask> =>
        new(
            TTask.Definition,
            callsPartners,
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
