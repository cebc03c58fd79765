using Pgp.Common.Database;

namespace Pgp.Oversight.Overdue;

/// <summary>Reads job_runs: two steps into its key per job.</summary>
internal static class JobFindingQueries
{
    private const string StandingsSql = """
        select job.name, last.slot, judged.slot, judged.state, coalesce(judged.missed, 0),
               judged.result
          from unnest($1) as job (name)
         cross join lateral (
               select slot
                 from job_runs
                where job = job.name
                order by slot desc
                limit 1) as last
          left join lateral (
               select slot, state, missed, result
                 from job_runs
                where job = job.name
                  and state <> 'overlapped'
                  and (state <> 'running' or lease_until < $2)
                order by slot desc
                limit 1) as judged on true
        """;

    private const string LastDoneSql = """
        select slot
          from job_runs
         where job = $1 and state = 'done'
         order by slot desc
         limit 1
        """;

    public static Task<IReadOnlyList<JobStanding>> StandingsAsync(
        Database database,
        string[] jobs,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        database.RunAsync(
            StandingsSql,
            sql =>
                sql.With(jobs)
                    .With(now)
                    .AllAsync(
                        row => new JobStanding(
                            row.Text(0),
                            row.Time(1),
                            row.TimeOrNull(2),
                            row.TextOrNull(3),
                            row.Number(4),
                            row.TextOrNull(5)
                        ),
                        ct
                    ),
            ct
        );

    public static Task<DateTimeOffset?> LastDoneAsync(
        Database database,
        string job,
        CancellationToken ct
    ) =>
        database.RunAsync(LastDoneSql, sql => sql.With(job).ValueAsync(row => row.Time(0), ct), ct);
}
