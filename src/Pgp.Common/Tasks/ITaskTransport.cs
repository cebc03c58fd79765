using Pgp.Contracts.Tasks;

namespace Pgp.Common.Tasks;

/// <summary>A task taken from the outbox under a lease.</summary>
/// <param name="MessageId">The task's id.</param>
/// <param name="Definition">Its catalogue line.</param>
/// <param name="Source">Database role of the sender.</param>
/// <param name="Payload">The body.</param>
/// <param name="Attempt">Counts the leases; an older lease can no longer settle the task.</param>
/// <param name="Correlation">The story it belongs to.</param>
/// <param name="TraceParent">W3C trace context.</param>
/// <param name="DueAt">When it was allowed to start.</param>
/// <param name="FirstAt">When it was first tried.</param>
public sealed record LeasedTask(
    MessageId MessageId,
    TaskDefinition Definition,
    string Source,
    string Payload,
    int Attempt,
    string Correlation,
    string? TraceParent,
    DateTimeOffset DueAt,
    DateTimeOffset FirstAt
);

/// <summary>Brings a task to its service: in this process, or over HTTP.</summary>
public interface ITaskTransport
{
    Task<TaskAnswer> DeliverAsync(LeasedTask task, string token, CancellationToken ct);
}
