using System.Globalization;
using Pgp.Common.Database;
using Pgp.Common.Schedules;
using Pgp.Ledger.Sealing;

namespace Pgp.Oversight.Sealing;

/// <summary>Adds what was booked to the ledger's hash chain.</summary>
internal sealed class SealJob(Database database) : IScheduledJob
{
    public async Task<string> RunAsync(CancellationToken ct)
    {
        var count = await Chain.SealAsync(database, ct);
        return string.Create(CultureInfo.InvariantCulture, $"entries sealed: {count}");
    }
}
