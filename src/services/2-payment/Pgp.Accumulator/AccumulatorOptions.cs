using Pgp.Common.Settings;
using Pgp.Contracts.Money;

namespace Pgp.Accumulator;

/// <summary>Settings of ACCUMULATOR.</summary>
/// <param name="ConvertAtOnce">
/// <c>LARGE_CREDIT_USD</c> (500): a credit of this worth does not wait for the pool.
/// </param>
internal sealed record AccumulatorOptions(Amount<Usd> ConvertAtOnce)
{
    public static AccumulatorOptions Read(SettingsReader settings) =>
        new(settings.Dollars("LARGE_CREDIT_USD", Amount<Usd>.Parse("500")));
}
