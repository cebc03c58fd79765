using Pgp.Common.Database;

namespace Pgp.Ledger.Sealing;

/// <summary>What a look at the whole chain found.</summary>
/// <param name="Head">The newest seal; whoever wrote it down earlier can compare.</param>
/// <param name="Unsealed">Entries that no seal covers yet; a few, while payments come in.</param>
/// <param name="Breaks">
/// Where the books are not what was sealed, in words; none if all is well.
/// </param>
public sealed record ChainVerdict(SealHead Head, long Unsealed, IReadOnlyList<string> Breaks);

/// <summary>
/// The ledger's hash chain: each seal covers an entry with all its postings and the seal before, so
/// that nothing booked can be changed, removed, added or moved without every later seal telling.
/// </summary>
public static class Chain
{
    private const int PageSize = 500;
    private const int BreaksMax = 20;

    /// <summary>Seals what was booked and is not sealed yet; one sealer at a time.</summary>
    /// <returns>How many entries were sealed.</returns>
    public static async Task<int> SealAsync(Database database, CancellationToken ct)
    {
        var total = 0;
        while (true)
        {
            var count = await SealPageAsync(database, ct);
            total += count;
            if (count < PageSize)
            {
                return total;
            }
        }
    }

    /// <summary>Computes every seal anew and compares.</summary>
    public static async Task<ChainVerdict> VerifyAsync(Database database, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        var breaks = new List<string>();
        var head = new SealHead(0, BookedEntry.Genesis);
        while (true)
        {
            var page = await SealQueries.SealedAsync(unit, head.Seq, PageSize, ct);
            foreach (var (seal, entry) in page)
            {
                breaks.AddRange(Compare(head, seal, entry));
                head = new SealHead(seal.Seq, seal.Hash);
            }

            if (page.Count < PageSize)
            {
                break;
            }
        }

        var unsealed = await SealQueries.CountUnsealedAsync(unit, ct);
        return new ChainVerdict(head, unsealed, [.. breaks.Take(BreaksMax)]);
    }

    private static async Task<int> SealPageAsync(Database database, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        await SealQueries.LockAsync(unit, ct);
        var head = await SealQueries.HeadAsync(unit, ct);
        var entries = await SealQueries.UnsealedAsync(unit, PageSize, ct);
        foreach (var entry in entries)
        {
            var hash = entry.SealAfter(head.Hash);
            var seal = new Seal(head.Seq + 1, entry.Id, head.Hash, hash);
            await SealQueries.InsertAsync(unit, seal, ct);
            head = new SealHead(seal.Seq, hash);
        }

        await unit.CommitAsync(ct);
        return entries.Count;
    }

    /// <summary>What is wrong with one seal, given the one before it.</summary>
    internal static IEnumerable<string> Compare(SealHead before, Seal seal, BookedEntry entry)
    {
        if (seal.Seq != before.Seq + 1)
        {
            yield return $"seal {before.Seq + 1} is missing before seal {seal.Seq}";
        }
        else if (!seal.Previous.AsSpan().SequenceEqual(before.Hash))
        {
            yield return $"seal {seal.Seq} does not follow seal {before.Seq}";
        }

        if (!entry.SealAfter(seal.Previous).AsSpan().SequenceEqual(seal.Hash))
        {
            yield return $"entry {entry.Id} ({entry.Fact}) is not what seal {seal.Seq} covers";
        }
    }
}
