using System.Numerics;
using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.MicroBatchProcessor;

/// <summary>
/// Compares the exchange's offer with what the coins were worth, and asks for an order of exactly
/// what was claimed.
/// </summary>
internal sealed class ConversionQuotedHandler(
    Database database,
    ConversionReturn giveBack,
    MicroBatchOptions options,
    ILogger<ConversionQuotedHandler> log
) : ITaskHandler<ConversionQuoted>
{
    public async Task<TaskOutcome> HandleAsync(
        ConversionQuoted task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        var conversion = await ConversionQueries.GetAsync(unit, task.ConversionId, ct);
        if (task.Net is not { } net)
        {
            await giveBack.RecordAsync(unit, conversion, task.Refusal ?? "no price", ct);
        }
        else if (!IsPlausible(net, conversion.GrossValue, options.ValueTolerance))
        {
            var reason = $"offered {net} for coins that were worth {conversion.GrossValue}";
            await giveBack.RecordAsync(unit, conversion, reason, ct);
        }
        else if (await ConversionQueries.RequestOrderAsync(unit, conversion.Id, net, ct))
        {
            // The quote is for the comparison only; what is ordered is what was claimed.
            await unit.EnqueueAsync(
                new ConversionOrderRequested(conversion.Id, conversion.Amount, Coin.Usdt),
                ct
            );
            log.Quoted(conversion.Id, net);
        }

        await unit.CommitAsync(ct);
        return TaskOutcome.Completed;
    }

    // A dollar and a USDT have the same number of digits. Units once got mixed up by factors of
    // thousands (spec 10, P21 to P23); the market does not move like that.
    internal static bool IsPlausible(CoinAmount net, Amount<Usd> worth, BasisPoints tolerance)
    {
        var offered = net.As<Usdt>().Atomic;
        var distance = BigInteger.Abs(offered - worth.Atomic);
        return distance * BasisPoints.PerWhole <= worth.Atomic * tolerance.Value;
    }
}
