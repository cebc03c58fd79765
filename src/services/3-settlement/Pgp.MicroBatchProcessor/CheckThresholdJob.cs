using System.Globalization;
using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Policies;
using Pgp.Common.Schedules;
using Pgp.Contracts.Money;
using Pgp.Contracts.Policies;

namespace Pgp.MicroBatchProcessor;

/// <summary>
/// Looks whether enough of a coin has come together, and starts to change it into USDT. Each coin
/// is a pool of its own: what came in as one coin is never shared out as another (spec 10, F53).
/// </summary>
internal sealed class CheckThresholdJob(
    Database database,
    MicroBatchOptions options,
    ILogger<CheckThresholdJob> log
) : IScheduledJob
{
    private static readonly IReadOnlyList<Coin> Pools =
    [
        .. Coin.OfHostWallet.Where(coin => coin != Coin.Usdt),
    ];

    public async Task<string> RunAsync(CancellationToken ct)
    {
        if (!await SwitchQueries.IsOnAsync(database, KillSwitch.Swaps, ct))
        {
            return KillSwitch.Swaps.WhenOff;
        }

        var started = 0;
        foreach (var coin in Pools)
        {
            if (await IsDueAsync(coin, ct) && await StartAsync(coin, ct))
            {
                started++;
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"conversions started: {started}");
    }

    private async Task<bool> IsDueAsync(Coin coin, CancellationToken ct)
    {
        var pending = await CreditQueries.PendingAsync(database, coin, ct);
        if (!pending.IsDue(options.Threshold))
        {
            return false;
        }

        var returns = await ConversionQueries.ReturnsAsync(database, coin, ct);
        return returns.Last is not { } last
            || database.Clock.GetUtcNow() >= last + options.PauseAfter(returns.Count);
    }

    private async Task<bool> StartAsync(Coin coin, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        var credits = await CreditQueries.LockPoolAsync(unit, coin, ct);
        if (!Pool.Of(credits).IsDue(options.Threshold))
        {
            return false;
        }

        var id = await ConversionStart.BeginAsync(unit, isPool: true, credits, ct);
        await unit.CommitAsync(ct);
        log.Started(id, credits.Count, coin);
        return true;
    }
}
