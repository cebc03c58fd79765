using System.Numerics;
using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.Ledger.Sealing;

namespace Pgp.Oversight.Reconciliation;

/// <summary>
/// One run: the books against themselves, the chain, the provider and the exchange. While money
/// moves, the sides are read at different moments; what differs is looked at again before it
/// counts.
/// </summary>
internal sealed class Reconciler(
    Database database,
    ProviderComparison provider,
    ExchangeComparison exchange,
    WalletComparison wallet,
    ILogger<Reconciler> log
)
{
    private const int Looks = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <returns>The run's id, under which its findings are stored.</returns>
    public async Task<(Guid Run, IReadOnlyList<Finding> Findings)> RunAsync(CancellationToken ct)
    {
        var startedAt = database.Clock.GetUtcNow();
        var verdict = await Chain.VerifyAsync(database, ct);
        var findings = await CompareAsync(ct);
        for (var look = 1; look < Looks && findings.Count > 0; look++)
        {
            await Task.Delay(Pause, database.Clock, ct);
            findings = Both(findings, await CompareAsync(ct));
        }

        Finding[] all = [.. verdict.Breaks.Select(Broken), .. findings];
        var run = Guid.CreateVersion7(startedAt);
        await using var unit = await database.BeginAsync(ct);
        await ReconcileQueries.InsertAsync(unit, run, startedAt, verdict.Head, all, ct);
        await unit.CommitAsync(ct);
        foreach (var finding in all)
        {
            log.Differs(finding.Kind, finding.Subject, finding.Text);
        }

        return (run, all);
    }

    private async Task<IReadOnlyList<Finding>> CompareAsync(CancellationToken ct)
    {
        var atProvider = await provider.LookAsync(ct);
        var atExchange = await exchange.LookAsync(ct);
        var (dropped, left) = await wallet.DroppedAsync(ct);
        var differences = await wallet.DifferencesAsync(
            atProvider.Unbooked,
            atExchange.Arrived,
            ct
        );
        var unbalanced = await ReconcileQueries.UnbalancedAsync(database, ct);
        List<Finding> named = [.. atProvider.Findings, .. atExchange.Findings, .. dropped];
        var shortOf = named
            .Where(finding => finding.Kind == "swap_short")
            .Select(finding => finding.Difference)
            .OfType<CoinAmount>();
        return
        [
            .. unbalanced.Select(Unbalanced),
            .. named,
            .. differences
                .Select(one => new CoinAmount(
                    one.Key,
                    one.Value - ExplainedOf(one.Key, [.. left, .. shortOf])
                ))
                .Where(rest => !rest.Atomic.IsZero)
                .Select(Unexplained),
        ];
    }

    // What a named finding explains of the wallet's difference: sent in the books and not on the
    // chain, or less received than booked.
    private static BigInteger ExplainedOf(Coin coin, IReadOnlyList<CoinAmount> named) =>
        named
            .Where(amount => amount.Coin == coin)
            .Aggregate(BigInteger.Zero, (sum, amount) => sum + amount.Atomic);

    // Only what was seen in both looks, and by the same amount: what comes and goes between two
    // readings differs from look to look, what is missing stays missing.
    private static IReadOnlyList<Finding> Both(
        IReadOnlyList<Finding> first,
        IReadOnlyList<Finding> second
    )
    {
        var seen = first
            .Select(finding => (finding.Kind, finding.Subject, finding.Difference))
            .ToHashSet();
        return
        [
            .. second.Where(finding =>
                seen.Contains((finding.Kind, finding.Subject, finding.Difference))
            ),
        ];
    }

    private static Finding Broken(string what) =>
        new(
            "ledger_chain_broken",
            "ledger",
            null,
            $"The ledger is not what was sealed: {what}. Somebody changed it past the product; a "
                + "backup shows what it was."
        );

    private static Finding Unbalanced(CoinAmount sum) =>
        new(
            "ledger_unbalanced",
            "ledger",
            sum,
            $"All postings of {sum.Coin} add up to {sum} instead of zero. Somebody changed the ledger "
                + "past the product; a backup shows what it was."
        );

    private static Finding Unexplained(CoinAmount rest) =>
        rest.Atomic.Sign > 0
            ? new Finding(
                "stray_deposit",
                $"wallet:host {rest.Coin}",
                rest,
                $"The wallet holds {rest} more than the books and everything on its way explain. If you "
                    + "put it there, say so: pgp book-refill. Else find the sender in the explorer."
            )
            : new Finding(
                "wallet_short",
                $"wallet:host {rest.Coin}",
                rest,
                $"The wallet holds {new CoinAmount(rest.Coin, -rest.Atomic)} less than the books say. "
                    + "Switch payouts off, then look for transactions that are not ours."
            );
}
