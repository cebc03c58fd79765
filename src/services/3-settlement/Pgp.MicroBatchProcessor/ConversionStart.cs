using System.Numerics;
using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.MicroBatchProcessor;

/// <summary>
/// Claims exact credits for a conversion and asks for a price. Nothing has been said to the
/// exchange before the claim is committed.
/// </summary>
internal static class ConversionStart
{
    /// <summary>Credits are locked by this unit and all of one coin.</summary>
    public static async Task<ConversionId> BeginAsync(
        Unit unit,
        bool isPool,
        IReadOnlyList<Credit> credits,
        CancellationToken ct
    )
    {
        var id = ConversionId.New(unit.Clock);
        var amount = new CoinAmount(
            credits[0].Gross.Coin,
            credits.Aggregate(BigInteger.Zero, (sum, credit) => sum + credit.Gross.Atomic)
        );
        await ConversionQueries.InsertAsync(
            unit,
            id,
            isPool,
            amount,
            Sum(credits, credit => credit.GrossValue),
            Sum(credits, credit => credit.NetValue),
            ct
        );
        await CreditQueries.ClaimAsync(unit, id, credits, ct);
        await ConversionBooks.ClaimAsync(unit, id, credits, ct);
        unit.BeginsStoryOf(id.ToString());
        await unit.EnqueueAsync(new ConversionQuoteRequested(id, amount, Coin.Usdt), ct);
        return id;
    }

    private static Amount<Usd> Sum(
        IReadOnlyList<Credit> credits,
        Func<Credit, Amount<Usd>> valueOf
    ) => credits.Aggregate(Amount<Usd>.Zero, (sum, credit) => sum + valueOf(credit));
}
