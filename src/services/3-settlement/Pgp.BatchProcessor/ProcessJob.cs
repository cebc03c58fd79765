using System.Globalization;
using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Schedules;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.BatchProcessor;

/// <summary>
/// Pays every owner whose converted balance reached the threshold: exact credits are reserved and
/// the payout is asked for in one unit per owner.
/// </summary>
internal sealed class ProcessJob(Database database, BatchOptions options, ILogger<ProcessJob> log)
    : IScheduledJob
{
    private const int OwnersPerRun = 1_000;

    // A reservation's transaction stays short; who has more credits is paid in parts.
    private const int CreditsMax = 5_000;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var due = await CreditQueries.DueAsync(database, options.Least, OwnersPerRun, ct);
        var (started, failed) = (0, 0);
        foreach (var owner in due)
        {
            try
            {
                started += await ReserveAsync(owner, ct) ? 1 : 0;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // One owner's trouble is not the others': they are paid in the same run.
                log.OwnerFailed(owner.ChannelId, failure);
                failed++;
            }
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"owners due: {due.Count}, payouts started: {started}, failed: {failed}"
        );
    }

    private async Task<bool> ReserveAsync(DueOwner owner, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        var credits = await CreditQueries.LockAsync(unit, owner.ChannelId, CreditsMax, ct);
        var amount = credits.Aggregate(Amount<Usdt>.Zero, (sum, credit) => sum + credit.Share);
        if (IsLess(amount, owner.Threshold, credits.Count) || amount.Atomic.IsZero)
        {
            return false;
        }

        var batch = BatchId.New(unit.Clock);
        if (!await BatchQueries.InsertAsync(unit, batch, owner, amount, credits.Count, ct))
        {
            return false;
        }

        await CreditQueries.ReserveAsync(unit, batch, credits, ct);
        unit.BeginsStoryOf(batch.ToString());
        await unit.EnqueueAsync(new BatchPayoutRequested(batch), ct);
        await unit.EnqueueAsync(
            new OwnerEventPublished(
                OwnerEvent.ThresholdReached,
                owner.ChannelId,
                batch.ToString(),
                amount.ToString()
            ),
            ct
        );
        await unit.CommitAsync(ct);
        log.Reserved(batch, amount, credits.Count);
        return true;
    }

    // A full part is paid whatever it comes to: it is the whole balance that reached the threshold.
    private static bool IsLess(Amount<Usdt> amount, Amount<Usd> threshold, int credits) =>
        amount.Atomic < threshold.Atomic && credits < CreditsMax;
}
