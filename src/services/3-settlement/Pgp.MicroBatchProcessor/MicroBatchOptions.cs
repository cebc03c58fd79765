using Pgp.Common.Settings;
using Pgp.Contracts.Money;

namespace Pgp.MicroBatchProcessor;

/// <summary>Settings of MICROBATCHPROCESSOR.</summary>
/// <param name="Threshold">
/// <c>MICRO_BATCH_THRESHOLD_USD</c> (5): owners' shares worth this much are changed together.
/// </param>
/// <param name="ValueTolerance">
/// <c>CONVERSION_VALUE_TOLERANCE</c> (0.25): how far the exchange's offer may be from what the
/// coins were worth when they came in. A bound against mistaken units, not against the market.
/// </param>
/// <param name="RetryMin">
/// <c>CONVERSION_RETRY_MS</c> (30 min): after a conversion was returned, its coin's pool waits; so
/// much longer after each in a row, up to a day: a deposit that comes back costs gas every time.
/// </param>
internal sealed record MicroBatchOptions(
    Amount<Usd> Threshold,
    BasisPoints ValueTolerance,
    TimeSpan RetryMin
)
{
    private static readonly TimeSpan RetryMax = TimeSpan.FromDays(1);

    public static MicroBatchOptions Read(SettingsReader settings) =>
        new(
            settings.Dollars("MICRO_BATCH_THRESHOLD_USD", Amount<Usd>.Parse("5")),
            settings.Fraction("CONVERSION_VALUE_TOLERANCE", new BasisPoints(2_500)),
            settings.Milliseconds("CONVERSION_RETRY_MS", TimeSpan.FromMinutes(30))
        );

    /// <param name="returns">Conversions in a row that came to nothing, the last included.</param>
    public TimeSpan PauseAfter(int returns)
    {
        var pause = RetryMin;
        for (var i = 1; i < returns && pause < RetryMax; i++)
        {
            pause *= 2;
        }

        return pause < RetryMax ? pause : RetryMax;
    }
}
