using System.Globalization;
using Pgp.Common.Database;
using Pgp.Common.Schedules;
using Pgp.WebApi.Accounts;
using Pgp.WebApi.Http;
using Pgp.WebApi.Sessions;

namespace Pgp.WebApi;

/// <summary>Removes what is over and proves nothing any more.</summary>
internal sealed class PurgeJob(Database database) : IScheduledJob
{
    public async Task<string> RunAsync(CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        await AccountTokens.PurgeAsync(unit, ct);
        await Attempts.PurgeAsync(unit, ct);
        var answers = await OnceQueries.PurgeAsync(unit, ct);
        var sessions = await SessionQueries.PurgeAsync(unit, ct);
        await unit.CommitAsync(ct);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"removed {sessions} sessions, {answers} kept answers"
        );
    }
}
