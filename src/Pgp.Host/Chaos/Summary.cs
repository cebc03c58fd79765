using System.Numerics;
using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.Host.Chaos.Harm;
using Pgp.Host.Chaos.Traffic;
using Pgp.Host.Chaos.Verdict;
using Pgp.Host.Stack;

namespace Pgp.Host.Chaos;

/// <summary>What a run knows of itself when all is quiet.</summary>
/// <param name="Open">What did not come to an end.</param>
/// <param name="Faults">Partner, then how many of its calls went wrong.</param>
internal sealed record RunFacts(
    ChaosOptions Options,
    Plan Plan,
    IReadOnlyList<Bought> Bought,
    IReadOnlyList<OpenThing> Open,
    Supervisor Supervisor,
    Mischief Mischief,
    IReadOnlyDictionary<string, int> Faults,
    ChaosSeconds Seconds
);

/// <summary>Hears all parties and writes the report.</summary>
internal sealed class Summary(
    LocalStack stack,
    Database database,
    SandboxClient people,
    SandboxPartners partners
)
{
    private const int DetailsMax = 40;

    public async Task<ChaosReport> WriteAsync(RunFacts run, CancellationToken ct)
    {
        using var chain = new ChainLook(stack, database);
        var provider = await partners.PaymentsAsync(ct);
        var doorman = new Doorman(people);
        await doorman.VisitAsync(run.Bought, ct);
        var said = new Testimony(
            run.Bought,
            doorman.Links,
            doorman.Entered,
            [.. provider.Select(ProviderPayment.Of)],
            await partners.ExchangesAsync(ct),
            await FactQueries.PaymentsAsync(database, ct),
            await FactQueries.TwiceAsync(database, ct),
            await chain.SentAsync(ct),
            await FactQueries.MinedAsync(database, ct)
        );
        var coins = await chain.RunAsync(run.Plan, provider, said.Recorded, ct);
        var books = await LedgerCheck.RunAsync(database, ct);
        var stuck = run.Open.Concat(await OpenQueries.GivenUpAsync(database, ct)).ToList();
        var findings = new Findings(said, stuck, books, coins, run.Supervisor.EndedByThemselves);
        return Report(run, findings, await FactQueries.TallyAsync(database, ct));
    }

    private static ChaosReport Report(
        RunFacts run,
        Findings findings,
        IReadOnlyList<Tally> tallies
    ) =>
        new(
            findings.Counts.AreZero,
            run.Options.Seed,
            run.Bought.Count,
            Count(run.Bought.Select(bought => RouteOf(run.Plan, bought.Purchase))),
            Count(run.Bought.Select(bought => bought.Purchase.Manner.ToString())),
            tallies
                .GroupBy(tally => tally.Kind, StringComparer.Ordinal)
                .ToDictionary(
                    kind => kind.Key,
                    IReadOnlyDictionary<string, int> (kind) =>
                        kind.ToDictionary(
                            tally => tally.State,
                            tally => tally.Count,
                            StringComparer.Ordinal
                        ),
                    StringComparer.Ordinal
                ),
            new ChaosHarm(
                run.Supervisor.Kills,
                run.Faults,
                run.Mischief.Done.ToDictionary(
                    fate => fate.Key.ToString(),
                    fate => fate.Value,
                    StringComparer.Ordinal
                )
            ),
            findings.Counts,
            findings.LedgerDifferences,
            findings.Coins.ToDictionary(
                coin => coin.Coin.ToString(),
                InWholeCoins,
                StringComparer.Ordinal
            ),
            [.. findings.Details.Take(DetailsMax)],
            run.Seconds
        );

    private static string RouteOf(Plan plan, Purchase purchase)
    {
        var kind = purchase.Tier is null ? "donation" : "subscription";
        return $"{kind}, {plan.Stalls[purchase.Stall].Route}";
    }

    private static Dictionary<string, int> Count(IEnumerable<string> names) =>
        names
            .CountBy(name => name, StringComparer.Ordinal)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);

    private static ChaosCoin InWholeCoins(CoinCheck coin)
    {
        return new ChaosCoin(
            Text(coin.Booked),
            Text(coin.Unbooked),
            Text(coin.Held),
            Text(coin.WalletDifference),
            Text(coin.PaidOut),
            Text(coin.OwnersDifference)
        );

        string Text(BigInteger atomic) => DecimalText.FromAtomic(atomic, coin.Coin.Decimals);
    }
}
