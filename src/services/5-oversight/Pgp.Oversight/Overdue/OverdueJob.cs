using Pgp.Common.Schedules;

namespace Pgp.Oversight.Overdue;

/// <summary>Looks for what should have ended by now, every minute.</summary>
internal sealed class OverdueJob(OverdueWatch watch) : IScheduledJob
{
    public Task<string> RunAsync(CancellationToken ct) => watch.LookAsync(ct);
}
