using Pgp.Common.Database;
using Pgp.Common.Schedules;

namespace Pgp.Orchestrator.Subscriptions;

/// <summary>
/// Moves subscriptions whose time has come. Any number of processes may sweep at once: each takes
/// rows that no other has in hand, and what it moved is not due any more when it commits.
/// </summary>
internal sealed class SubscriptionSweepJob(Database database) : IScheduledJob
{
    // Their buyers' payments wait for the end of the unit, so it is kept short.
    private const int BatchSize = 200;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (looked, kinds) = (0, new SortedDictionary<string, int>(StringComparer.Ordinal));
        int taken;
        do
        {
            await using var unit = await database.BeginAsync(ct);
            var steps = await SubscriptionChanges.PassTimeAsync(unit, BatchSize, ct);
            await unit.CommitAsync(ct);
            taken = steps.Count;
            looked += taken;
            foreach (var entry in steps.SelectMany(step => step.Entries))
            {
                kinds[entry.Kind] = kinds.GetValueOrDefault(entry.Kind) + 1;
            }
        } while (taken == BatchSize);

        return string.Join(
            ", ",
            kinds.Select(kind => $"{kind.Key} {kind.Value}").Prepend($"due {looked}")
        );
    }
}
