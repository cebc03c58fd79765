using Microsoft.Extensions.Logging;
using Pgp.Common.Database;

namespace Pgp.MicroBatchProcessor;

/// <summary>
/// A conversion that came to nothing: its credits wait in the pool again, and the books say so.
/// </summary>
internal sealed class ConversionReturn(ILogger<ConversionReturn> log)
{
    public async Task RecordAsync(
        Unit unit,
        Conversion conversion,
        string reason,
        CancellationToken ct
    )
    {
        if (conversion.IsOver || !await ConversionQueries.ReturnAsync(unit, conversion, reason, ct))
        {
            return;
        }

        var credits = await CreditQueries.LockClaimedAsync(unit, conversion.Id, ct);
        await ConversionBooks.ReturnAsync(unit, conversion.Id, credits, ct);
        await CreditQueries.ReturnAsync(unit, conversion.Id, credits, ct);
        log.Returned(conversion.Id, reason);
    }
}
