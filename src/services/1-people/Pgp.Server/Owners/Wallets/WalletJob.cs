using System.Globalization;
using Microsoft.Extensions.Logging;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Common.Schedules;

namespace Pgp.Server.Owners.Wallets;

/// <summary>
/// Lets changes count whose wait is over; each in a unit of its own, with its news.
/// </summary>
internal sealed class WalletJob(Database database, ILogger<WalletJob> log) : IScheduledJob
{
    public async Task<string> RunAsync(CancellationToken ct)
    {
        var ended = 0;
        foreach (var id in await WalletQueries.DueAsync(database, ct))
        {
            await using var unit = await database.BeginAsync(ct);
            if (await WalletChanges.ApplyAsync(unit, id, ct) is not { } state)
            {
                continue;
            }

            await unit.CommitAsync(ct);
            log.WalletChangeEnded(id, state);
            ended++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"ended {ended}");
    }
}
