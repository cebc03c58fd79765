using Pgp.Contracts.Tasks;

namespace Pgp.Common.Tasks;

/// <summary>
/// Handles one kind of task. Deliveries may repeat, overlap and arrive late; the handler claims the
/// message and moves its state in one <see cref="Database.Unit"/>.
/// </summary>
public interface ITaskHandler<TTask>
    where TTask : ITask<TTask>
{
    Task<TaskOutcome> HandleAsync(TTask task, Delivery delivery, CancellationToken ct);
}
