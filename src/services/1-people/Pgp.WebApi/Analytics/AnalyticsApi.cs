using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pgp.Common.Database;
using Pgp.WebApi.Http;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Analytics;

/// <summary>Shows an owner how the channels do.</summary>
internal sealed class AnalyticsApi(Database database)
{
    /// <summary>
    /// <c>GET /analytics/overview</c>: thirty days until today, unless told otherwise.
    /// </summary>
    public async Task<Results<Ok<OverviewView>, Problem>> OverviewAsync(
        Caller caller,
        string? from,
        string? to,
        string? channel_id,
        CancellationToken ct
    )
    {
        var asked = new Asked();
        var channel = asked.Channel(channel_id);
        var days = DaySpan.Read(asked, from, to, database.Clock.GetUtcNow());
        if (asked.Problem is { } problem)
        {
            return problem;
        }

        await using var unit = await database.BeginAsync(ct);
        var scope = new OverviewScope(caller.Reads(), channel);
        return TypedResults.Ok(await Overview.DrawAsync(unit, scope, days, ct));
    }
}
