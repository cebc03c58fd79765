using Cronos;
using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Common.Schedules;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;

namespace Pgp.IntegrationTests.Jobs;

/// <summary>A job that does what the test says.</summary>
internal sealed class ScriptedJob : IScheduledJob
{
    private int runs;

    public Func<CancellationToken, Task<string>> Work { get; set; } =
        _ => Task.FromResult("nothing to do");

    public int Runs => Volatile.Read(ref runs);

    public Task<string> RunAsync(CancellationToken ct)
    {
        Interlocked.Increment(ref runs);
        return Work(ct);
    }
}

/// <summary>Runners of one job, each as in a process of its own.</summary>
internal sealed class JobDesk(TestDatabase db, TimeProvider clock)
{
    public static readonly Schedule Schedule = new(
        "pgp-test-job",
        ServiceName.MicroBatchProcessor,
        "/test",
        "*/5 * * * *"
    );

    private const string RunsSql = """
        select concat_ws(' ', to_char(slot at time zone 'utc', 'HH24:MI'), state, missed, result)
          from job_runs
         where job = 'pgp-test-job'
         order by slot
        """;

    public ScriptedJob Job { get; } = new();

    public JobRunner Runner() => Runner(clock);

    /// <summary>A process whose clock may differ.</summary>
    public JobRunner Runner(TimeProvider own) =>
        new(
            Schedule,
            CronExpression.Parse(Schedule.Cron),
            TimeSpan.FromMinutes(1),
            Job,
            db.As(ServiceName.MicroBatchProcessor, own),
            NullLogger<JobRunner>.Instance
        );

    /// <summary>Slot, state, missed slots and result of each run.</summary>
    public Task<IReadOnlyList<string>> RunsAsync() => db.ListAsync(RunsSql);
}
