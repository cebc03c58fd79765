using Pgp.Common.Settings;
using Pgp.Contracts.Money;

namespace Pgp.BatchProcessor;

/// <summary>Settings of BATCHPROCESSOR.</summary>
/// <param name="Least">
/// <c>BATCH_PAYOUT_MIN_USD</c> (20): what is left of a balance whose owner has changed over to
/// being paid at once is paid out from here on; smaller payouts cost more than they bring.
/// </param>
/// <param name="RetryMin">
/// <c>BATCH_RETRY_MS</c> (1 h): pause after a payout came to nothing; doubles up to a day.
/// </param>
internal sealed record BatchOptions(Amount<Usd> Least, TimeSpan RetryMin)
{
    private static readonly TimeSpan RetryMax = TimeSpan.FromDays(1);

    public static BatchOptions Read(SettingsReader settings) =>
        new(
            settings.Dollars("BATCH_PAYOUT_MIN_USD", Amount<Usd>.Parse("20")),
            settings.Milliseconds("BATCH_RETRY_MS", TimeSpan.FromHours(1))
        );

    /// <param name="failures">Payouts in a row that came to nothing, the last one included.</param>
    public TimeSpan PauseAfter(int failures)
    {
        var pause = RetryMin;
        for (var i = 1; i < failures && pause < RetryMax; i++)
        {
            pause *= 2;
        }

        return pause < RetryMax ? pause : RetryMax;
    }
}
