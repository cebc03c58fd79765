using System.Globalization;
using Pgp.Common.Schedules;

namespace Pgp.Oversight.Reconciliation;

/// <summary>Reconciles by the clock; what is found is stored and logged.</summary>
internal sealed class ReconcileJob(Reconciler reconciler) : IScheduledJob
{
    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (_, findings) = await reconciler.RunAsync(ct);
        return string.Create(CultureInfo.InvariantCulture, $"findings: {findings.Count}");
    }
}
