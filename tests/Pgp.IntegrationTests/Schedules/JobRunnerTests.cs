using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pgp.Common.Schedules;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Jobs;

/// <summary>Each slot once, one run at a time, across any number of processes.</summary>
public sealed class JobRunnerTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RunMax = TimeSpan.FromMinutes(10);

    private JobDesk desk = null!;

    private DateTimeOffset Noon { get; } = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        desk = new JobDesk(Db, Clock);
    }

    [Fact]
    public async Task A_slot_is_run_once_however_many_processes_want_it()
    {
        var runs = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => desk.Runner().RunAsync(Noon, Ct))
        );
        Assert.Single(runs, run => run is JobRun.Done);
        Assert.Equal(11, runs.Count(run => run is JobRun.Already));
        Assert.Equal(1, desk.Job.Runs);
        Assert.Equal(["12:00 done 0 nothing to do"], await desk.RunsAsync());
    }

    [Fact]
    public async Task While_one_run_is_at_work_another_slot_is_passed_over_and_seen()
    {
        var started = new TaskCompletionSource();
        var going = new TaskCompletionSource<string>();
        desk.Job.Work = async ct =>
        {
            started.SetResult();
            return await going.Task.WaitAsync(ct);
        };
        var first = desk.Runner().RunAsync(Noon, Ct);
        await started.Task;
        var others = await Task.WhenAll(
            Enumerable.Range(1, 6).Select(i => desk.Runner().RunAsync(Noon.AddMinutes(5 * i), Ct))
        );
        going.SetResult("all done");
        await first;

        Assert.All(others, run => Assert.IsType<JobRun.Overlapped>(run));
        Assert.Equal(1, desk.Job.Runs);
        var runs = await desk.RunsAsync();
        Assert.Equal(7, runs.Count);
        Assert.Equal("12:00 done 0 all done", runs[0]);
        Assert.All(runs.Skip(1), run => Assert.Contains("overlapped", run, Ordinal));
    }

    [Fact]
    public async Task Slots_that_nobody_ran_are_counted()
    {
        await desk.Runner().RunAsync(Noon, Ct);
        await desk.Runner().RunAsync(Noon.AddMinutes(5), Ct);
        await desk.Runner().RunAsync(Noon.AddMinutes(25), Ct);
        Assert.Equal(
            [
                "12:00 done 0 nothing to do",
                "12:05 done 0 nothing to do",
                "12:25 done 3 nothing to do",
            ],
            await desk.RunsAsync()
        );
    }

    [Fact]
    public async Task A_run_whose_process_died_is_lost_after_its_lease_and_the_job_goes_on()
    {
        await DieAsync(Noon);
        Clock.Advance(Lease);
        var inTime = await desk.Runner().RunAsync(Noon.AddMinutes(5), Ct);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var later = await desk.Runner().RunAsync(Noon.AddMinutes(10), Ct);

        Assert.IsType<JobRun.Overlapped>(inTime);
        Assert.IsType<JobRun.Done>(later);
        Assert.Equal(
            ["12:00 lost 0", "12:05 overlapped 0", "12:10 done 0 nothing to do"],
            await desk.RunsAsync()
        );
    }

    [Fact]
    public async Task A_run_that_was_given_up_cannot_say_that_it_is_done()
    {
        var started = new TaskCompletionSource();
        var going = new TaskCompletionSource<string>();
        desk.Job.Work = _ =>
        {
            started.TrySetResult();
            return going.Task;
        };
        var slow = desk.Runner(new FakeTimeProvider(Noon)).RunAsync(Noon, Ct);
        await started.Task;
        Clock.Advance(Lease + TimeSpan.FromSeconds(1));
        desk.Job.Work = _ => Task.FromResult("second");
        await desk.Runner().RunAsync(Noon.AddMinutes(10), Ct);
        going.SetResult("first");
        await slow;

        Assert.Equal(["12:00 lost 0", "12:10 done 1 second"], await desk.RunsAsync());
    }

    [Fact]
    public async Task A_run_that_fails_says_so_and_the_next_one_begins()
    {
        desk.Job.Work = _ => throw new InvalidOperationException("out of order");
        var failed = await desk.Runner().RunAsync(Noon, Ct);
        desk.Job.Work = _ => Task.FromResult("fine");
        await desk.Runner().RunAsync(Noon.AddMinutes(5), Ct);

        Assert.Equal(new JobRun.Failed(nameof(InvalidOperationException)), failed);
        Assert.Equal(
            ["12:00 failed 0 InvalidOperationException", "12:05 done 0 fine"],
            await desk.RunsAsync()
        );
    }

    [Fact]
    public async Task A_partner_that_does_not_answer_fails_the_run_and_nothing_else()
    {
        desk.Job.Work = _ => throw new TaskCanceledException("no answer in time");
        Assert.IsType<JobRun.Failed>(await desk.Runner().RunAsync(Noon, Ct));
        Assert.Equal(["12:00 failed 0 TaskCanceledException"], await desk.RunsAsync());
    }

    [Fact]
    public async Task A_run_that_outlives_its_lease_is_ended_and_nothing_else()
    {
        var started = new TaskCompletionSource();
        desk.Job.Work = async ct =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return "never";
        };
        var endless = desk.Runner().RunAsync(Noon, Ct);
        await started.Task;
        Clock.Advance(RunMax);
        Assert.IsType<JobRun.Failed>(await endless);
        Assert.Equal(["12:00 failed 0 TaskCanceledException"], await desk.RunsAsync());
    }

    [Fact]
    public async Task A_long_run_keeps_its_lease_by_renewing_it()
    {
        var started = new TaskCompletionSource();
        var going = new TaskCompletionSource<string>();
        desk.Job.Work = ct =>
        {
            started.SetResult();
            return going.Task.WaitAsync(ct);
        };
        var slow = desk.Runner().RunAsync(Noon, Ct);
        await started.Task;
        for (var quarter = 0; quarter < 12; quarter++)
        {
            Clock.Advance(TimeSpan.FromSeconds(15));
            var until = Clock.GetUtcNow() + Lease;
            await Eventually.GetAsync(
                () =>
                    Db.AskAsync<bool>(
                        "select bool_or(lease_until = $1) from job_runs where state = 'running'",
                        until
                    ),
                renewed => renewed,
                Ct
            );
        }

        Assert.IsType<JobRun.Overlapped>(await desk.Runner().RunAsync(Noon.AddMinutes(5), Ct));
        going.SetResult("slow and good");
        Assert.Equal(new JobRun.Done("slow and good"), await slow);
    }

    [Fact]
    public async Task A_run_that_another_process_gave_up_is_ended()
    {
        var started = new TaskCompletionSource();
        desk.Job.Work = async ct =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return "never";
        };
        var given = desk.Runner().RunAsync(Noon, Ct);
        await started.Task;
        await Db.RunAsync("update job_runs set state = 'lost', finished_at = now()");
        Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.IsType<JobRun.Failed>(await given);
        Assert.Equal(["12:00 lost 0"], await desk.RunsAsync());
    }

    [Fact]
    public async Task A_host_that_stops_stops_its_run_on_record()
    {
        using var host = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        desk.Job.Work = async ct =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return "never";
        };
        var stopped = desk.Runner().RunAsync(Noon, host.Token);
        await started.Task;
        await host.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        Assert.Equal(["12:00 failed 0 stopped before its end"], await desk.RunsAsync());
    }

    [Fact]
    public async Task A_long_result_is_cut()
    {
        desk.Job.Work = _ => Task.FromResult(new string('x', 5_000));
        await desk.Runner().RunAsync(Noon, Ct);
        Assert.Equal("12:00 done 0 ".Length + 1_000, (await desk.RunsAsync()).Single().Length);
    }

    [Fact]
    public async Task Good_runs_are_forgotten_after_a_month_and_bad_ones_are_not()
    {
        await desk.Runner().RunAsync(Noon, Ct);
        desk.Job.Work = _ => throw new InvalidOperationException("out of order");
        await desk.Runner().RunAsync(Noon.AddMinutes(5), Ct);
        desk.Job.Work = _ => Task.FromResult("fine");
        Clock.Advance(TimeSpan.FromDays(31));
        await desk.Runner().RunAsync(Clock.GetUtcNow(), Ct);
        Assert.Equal(
            ["failed", "done"],
            await Db.ListAsync("select state from job_runs order by slot")
        );
    }

    [Fact]
    public async Task The_clock_of_a_process_starts_every_slot_and_two_processes_share_them()
    {
        var loops = new[] { Loop(), Loop() };
        foreach (var loop in loops)
        {
            await loop.StartAsync(Ct);
        }

        for (var slots = 1; slots <= 4; slots++)
        {
            var wanted = slots;
            // Both loops have set their timers once their latest look is over.
            await Eventually.GetAsync(
                () =>
                {
                    Clock.Advance(TimeSpan.FromSeconds(15));
                    return desk.RunsAsync();
                },
                runs => runs.Count >= wanted && runs.All(run => run.Contains("done", Ordinal)),
                Ct
            );
        }

        foreach (var loop in loops)
        {
            await loop.StopAsync(CancellationToken.None);
            loop.Dispose();
        }

        var ran = await desk.RunsAsync();
        Assert.Equal(ran.Count, desk.Job.Runs);
        Assert.Equal(
            Enumerable.Range(1, ran.Count).Select(i => $"{Noon.AddMinutes(5 * i):HH:mm}"),
            ran.Select(run => run[..5])
        );
    }

    [Fact]
    public async Task A_process_that_starts_late_makes_up_for_the_newest_slot_only()
    {
        await desk.Runner().RunAsync(Noon, Ct);
        Clock.Advance(TimeSpan.FromMinutes(17));
        using var loop = Loop();
        await loop.StartAsync(Ct);
        var runs = await Eventually.GetAsync(
            desk.RunsAsync,
            found => found.Count == 2 && found.All(run => run.Contains("done", Ordinal)),
            Ct
        );
        await loop.StopAsync(CancellationToken.None);
        Assert.StartsWith("12:15 done 2", runs[1], Ordinal);
    }

    private static StringComparison Ordinal => StringComparison.Ordinal;

    private ScheduleLoop Loop() => new(desk.Runner(), Clock, NullLogger<ScheduleLoop>.Instance);

    // A run that is claimed and never finished.
    private Task<int> DieAsync(DateTimeOffset slot) =>
        Db.RunAsync(
            """
            insert into job_runs (job, slot, state, lease_until, started_at)
            values ('pgp-test-job', $1, 'running', $1::timestamptz + $2::interval, $1)
            """,
            slot,
            Lease
        );
}
