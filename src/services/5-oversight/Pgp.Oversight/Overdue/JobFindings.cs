using System.Globalization;
using Pgp.Common.Database;
using Pgp.Common.Schedules;

namespace Pgp.Oversight.Overdue;

/// <summary>How a job's runs stand.</summary>
/// <param name="Job">Its name.</param>
/// <param name="LastSlot">The newest slot that anybody began.</param>
/// <param name="Judged">The newest slot that ended, or whose lease ended without it.</param>
/// <param name="State">That slot's state; null when there is none yet.</param>
/// <param name="Missed">How many slots before it were run by nobody.</param>
internal sealed record JobStanding(
    string Job,
    DateTimeOffset LastSlot,
    DateTimeOffset? Judged,
    string? State,
    int Missed,
    string? Result
);

/// <summary>
/// Jobs that did not run when they were due, or whose newest run went wrong. A job that nobody ever
/// ran is not part of this installation.
/// </summary>
internal sealed class JobFindings(IReadOnlyDictionary<string, ScheduleTimes> times)
{
    public async Task<IReadOnlyList<Finding>> SearchAsync(
        Database database,
        Look look,
        CancellationToken ct
    )
    {
        var standings = await JobFindingQueries.StandingsAsync(
            database,
            [.. times.Keys],
            look.Now,
            ct
        );
        return [.. standings.Select(job => Of(job, look)).OfType<Finding>()];
    }

    private Finding? Of(JobStanding job, Look look)
    {
        if (times[job.Job].Next(job.LastSlot) is { } due && due <= look.Before)
        {
            return new Finding(job.Job, due, "due since then, and run by nobody");
        }

        var reason = job switch
        {
            { State: "running" or "lost" } => "its process died, or it took too long",
            { State: "failed" } => $"failed: {job.Result}",
            { Missed: > 0 } => string.Create(
                CultureInfo.InvariantCulture,
                $"{job.Missed} slots before this one were run by nobody"
            ),
            _ => null,
        };
        return reason is null ? null : new Finding(job.Job, job.Judged!.Value, reason);
    }
}
