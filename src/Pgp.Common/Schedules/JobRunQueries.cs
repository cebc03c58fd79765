using Pgp.Common.Database;

namespace Pgp.Common.Schedules;

/// <summary>All SQL on job_runs.</summary>
internal static class JobRunQueries
{
    private const string LoseSql = """
        update job_runs
           set state = 'lost', finished_at = $2
         where job = $1
           and state = 'running'
           and lease_until < $2
        """;

    // Refused by the slot's key when it was run before, and by the partial unique index while
    // another run is at work.
    private const string ClaimSql = """
        insert into job_runs (job, slot, state, missed, lease_until, started_at)
        values ($1, $2, 'running', $3, $4, $5)
        on conflict do nothing
        """;

    private const string OverlapSql = """
        insert into job_runs (job, slot, state, started_at, finished_at)
        values ($1, $2, 'overlapped', $3, $3)
        on conflict do nothing
        """;

    private const string RenewSql = """
        update job_runs
           set lease_until = $3
         where job = $1
           and slot = $2
           and state = 'running'
        """;

    private const string FinishSql = """
        update job_runs
           set state = $3, result = $4, finished_at = $5, lease_until = null
         where job = $1
           and slot = $2
           and state = 'running'
        """;

    private const string ForgetSql = """
        delete from job_runs where job = $1 and slot < $2 and state = 'done'
        """;

    private const string LastSlotSql = """
        select slot from job_runs where job = $1 order by slot desc limit 1
        """;

    public static Task LoseAsync(Unit unit, string job, CancellationToken ct) =>
        unit.Sql(LoseSql).With(job).With(unit.Now).ExecuteAsync(ct);

    public static Task<bool> ClaimAsync(
        Unit unit,
        string job,
        DateTimeOffset slot,
        int missed,
        TimeSpan lease,
        CancellationToken ct
    ) =>
        unit.Sql(ClaimSql)
            .With(job)
            .With(slot)
            .With(missed)
            .With(unit.Now + lease)
            .With(unit.Now)
            .HitsAsync(ct);

    public static Task<bool> OverlapAsync(
        Unit unit,
        string job,
        DateTimeOffset slot,
        CancellationToken ct
    ) => unit.Sql(OverlapSql).With(job).With(slot).With(unit.Now).HitsAsync(ct);

    /// <returns>
    /// <see langword="false"/> when the run was given up, or is over.
    /// </returns>
    public static Task<bool> RenewAsync(
        Database.Database database,
        string job,
        DateTimeOffset slot,
        TimeSpan lease,
        CancellationToken ct
    ) =>
        database.RunAsync(
            RenewSql,
            sql => sql.With(job).With(slot).With(database.Clock.GetUtcNow() + lease).HitsAsync(ct),
            ct
        );

    public static async Task FinishAsync(
        Unit unit,
        string job,
        DateTimeOffset slot,
        string state,
        string result,
        CancellationToken ct
    )
    {
        await unit.Sql(FinishSql)
            .With(job)
            .With(slot)
            .With(state)
            .With(result)
            .With(unit.Now)
            .ExecuteAsync(ct);
        await unit.Sql(ForgetSql).With(job).With(unit.Now.AddDays(-30)).ExecuteAsync(ct);
    }

    public static Task<DateTimeOffset?> LastSlotAsync(
        Database.Database database,
        string job,
        CancellationToken ct
    ) =>
        database.RunAsync(LastSlotSql, sql => sql.With(job).ValueAsync(row => row.Time(0), ct), ct);
}
