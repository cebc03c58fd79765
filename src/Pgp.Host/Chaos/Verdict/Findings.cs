using System.Numerics;
using Pgp.Contracts.Money;

namespace Pgp.Host.Chaos.Verdict;

/// <summary>Everything that is wrong, counted and told.</summary>
internal sealed class Findings
{
    private readonly IReadOnlyList<string> duplicates;
    private readonly IReadOnlyList<string> lost;
    private readonly IReadOnlyList<string> unearned;
    private readonly IReadOnlyList<OpenThing> stuck;
    private readonly IReadOnlyList<Deviation> books;
    private readonly IReadOnlyCollection<string> crashes;

    public Findings(
        Testimony said,
        IReadOnlyList<OpenThing> stuck,
        IReadOnlyList<Deviation> books,
        IReadOnlyList<CoinCheck> coins,
        IReadOnlyCollection<string> crashes
    )
    {
        duplicates = [.. Judge.Duplicates(said)];
        lost = [.. Judge.Losses(said)];
        unearned = [.. Judge.Unearned(said)];
        this.stuck = stuck;
        this.books = books;
        this.crashes = crashes;
        Coins = coins;
    }

    public IReadOnlyList<CoinCheck> Coins { get; }

    public ChaosCounts Counts =>
        new(
            duplicates.Count,
            lost.Count,
            unearned.Count,
            books.Count,
            Coins.Count(IsWrong),
            stuck.Count,
            crashes.Count
        );

    /// <summary>Per coin, how far accounts are off together; zero where none is.</summary>
    public IReadOnlyDictionary<string, string> LedgerDifferences =>
        Coins
            .Select(coin => coin.Coin)
            .Concat(books.Select(deviation => deviation.Coin))
            .Distinct()
            .ToDictionary(coin => coin.ToString(), OffBy, StringComparer.Ordinal);

    /// <summary>One line each.</summary>
    public IEnumerable<string> Details =>
        [
            .. duplicates.Select(what => $"duplicate: {what}"),
            .. lost.Select(what => $"lost: {what}"),
            .. unearned.Select(what => $"unearned: {what}"),
            .. books.Select(what => $"ledger: {what}"),
            .. Coins.Where(IsWrong).Select(what => $"chain: {what}"),
            .. stuck.Select(what => $"stuck: {what}"),
            .. crashes.Select(what => $"crash: {what}"),
        ];

    private static bool IsWrong(CoinCheck coin) =>
        !coin.WalletDifference.IsZero || !coin.OwnersDifference.IsZero;

    private string OffBy(Coin coin)
    {
        var sum = books
            .Where(deviation => deviation.Coin == coin)
            .Aggregate(
                BigInteger.Zero,
                (all, deviation) => all + BigInteger.Abs(deviation.Difference)
            );
        return DecimalText.FromAtomic(sum, coin.Decimals);
    }
}
