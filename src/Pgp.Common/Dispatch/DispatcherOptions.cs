using Pgp.Common.Settings;
using Pgp.Contracts.Tasks;

namespace Pgp.Common.Dispatch;

/// <summary>How the local dispatcher works.</summary>
/// <param name="Lease">
/// How long a delivery may take before its task is given to someone else.
/// </param>
/// <param name="PollMax">How long it trusts that nothing was missed by the wake-up.</param>
/// <param name="Queues">The lanes, with the operator's backoff where one is set.</param>
public sealed record DispatcherOptions(
    TimeSpan Lease,
    TimeSpan PollMax,
    IReadOnlyList<QueueDefinition> Queues
)
{
    /// <summary>
    /// Reads <c>TASK_LEASE_MS</c>, <c>TASK_POLL_MS</c>, <c>TASK_BACKOFF_MIN_MS</c> and
    /// <c>…_MAX_MS</c>.
    /// </summary>
    public static DispatcherOptions Read(SettingsReader settings)
    {
        var lane = Contracts.Tasks.Queues.Orchestrator;
        var min = settings.Milliseconds("TASK_BACKOFF_MIN_MS", lane.BackoffMin);
        var max = settings.Milliseconds("TASK_BACKOFF_MAX_MS", lane.BackoffMax);
        return new DispatcherOptions(
            settings.Milliseconds("TASK_LEASE_MS", TimeSpan.FromSeconds(60)),
            settings.Milliseconds("TASK_POLL_MS", TimeSpan.FromSeconds(1)),
            [
                .. Contracts.Tasks.Queues.All.Select(queue =>
                    queue with
                    {
                        BackoffMin = min,
                        BackoffMax = max,
                    }
                ),
            ]
        );
    }
}
