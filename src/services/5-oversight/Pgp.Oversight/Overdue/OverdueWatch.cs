using System.Globalization;
using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;

namespace Pgp.Oversight.Overdue;

/// <summary>
/// One look at everything that should have ended by now: what can be mended is, what is new is told
/// once, what is gone is cleared. Any number may look at once.
/// </summary>
internal sealed class OverdueWatch(
    Database database,
    OverdueOptions options,
    Mending mending,
    ILogger<OverdueWatch> log
)
{
    // Reaches behind the last look that came to its end, for commits that were slow.
    private static readonly TimeSpan Reach = TimeSpan.FromDays(2);

    /// <returns>What the look came to, with counts.</returns>
    public async Task<string> LookAsync(CancellationToken ct)
    {
        var from = await FromAsync(ct);
        var sum = new LookResult(0, 0, 0, 0);
        foreach (var (kind, limit) in options.Limits)
        {
            sum += await LookAsync(kind, limit, from, ct);
        }

        return sum.ToString();
    }

    private async Task<LookResult> LookAsync(
        OverdueKind kind,
        TimeSpan limit,
        DateTimeOffset from,
        CancellationToken ct
    )
    {
        var now = database.Clock.GetUtcNow();
        var look = new Look(kind.Name, now, now - limit, from);
        var rows = await kind.SearchAsync(database, look, ct);
        var found = rows.DistinctBy(one => one.Subject, StringComparer.Ordinal).ToList();
        var putBack = await mending.PutBackAsync(kind, found, ct);

        await using var unit = await database.BeginAsync(ct);
        var recorded = await OverdueItemQueries.RecordAsync(unit, kind.Name, found, now, ct);
        await Alerts.RaiseAsync(unit, kind, found, recorded, ct);
        // A full page is not all there is: what is not on it may still be overdue.
        var cleared =
            rows.Count < Look.FindingsMax
                ? await OverdueItemQueries.ClearAsync(unit, kind.Name, found, now, ct)
                : 0;
        await unit.CommitAsync(ct);
        var news = recorded.Count(item => item.IsNew);
        if (news > 0 || cleared > 0)
        {
            log.Looked(kind.Name, found.Count, news, cleared);
        }

        return new LookResult(found.Count, news, cleared, putBack);
    }

    private async Task<DateTimeOffset> FromAsync(CancellationToken ct)
    {
        var last = await JobFindingQueries.LastDoneAsync(database, Schedules.Overdue.Name, ct);
        return last is { } slot ? slot - Reach : DateTimeOffset.UnixEpoch;
    }

    private sealed record LookResult(int Found, int News, int Cleared, int PutBack)
    {
        public static LookResult operator +(LookResult left, LookResult right) =>
            new(
                left.Found + right.Found,
                left.News + right.News,
                left.Cleared + right.Cleared,
                left.PutBack + right.PutBack
            );

        public override string ToString() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Found} overdue, {News} new, {Cleared} cleared, {PutBack} tasks put back"
            );
    }
}
