using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Common.Tasks;
using Pgp.Contracts.Services;
using Pgp.NpIpn;

namespace Pgp.Host.Bench.Intake;

/// <summary>How to measure the intake.</summary>
/// <param name="Time">Length of one run.</param>
/// <param name="Rounds">Runs of the service per number of connections.</param>
internal sealed record IntakeOptions(
    IReadOnlyList<int> Connections,
    TimeSpan Time,
    int Rounds,
    Action<string> OnRun
);

/// <summary>
/// How many signed messages per second NP_IPN verifies, stores and answers, beside what the same
/// database does with one commit per message. Service, sender and database share this machine.
/// </summary>
internal sealed class IntakeBench(IntakeOptions options, IntakeStore store)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private readonly string secret = RandomNumberGenerator.GetHexString(64, lowercase: true);

    private long accepted;
    private long events;
    private long tasks;

    public async Task<IntakeReport> RunAsync(CancellationToken ct)
    {
        await using var app = Build();
        await app.StartAsync(ct);
        var address = new Uri(new Uri(app.Urls.First()), "np-ipn/ipn");
        var load = new HttpLoad(address, new SignedNotices(secret, address));
        await using var single = OwnDatabase();
        var program = PgBench.Find();
        Func<int, TimeSpan, CancellationToken, Task<Run>> baseline = program is null
            ? new OwnLoop(single).RunAsync
            : new PgBench(
                program,
                new NpgsqlConnectionStringBuilder(store.ConnectionString)
            ).RunAsync;

        await load.RunAsync(options.Connections.Max(), WarmUp, ct);
        await baseline(options.Connections.Max(), options.Time, ct);
        var lines = new List<IntakeLine>();
        foreach (var connections in options.Connections)
        {
            lines.Add(await MeasureAsync(connections, load, baseline, ct));
        }

        await app.StopAsync(ct);
        return new IntakeReport(
            accepted == events && accepted == tasks,
            program is null ? "own loop (pgbench not found)" : "pgbench",
            SignedNotices.BodyBytes,
            (int)options.Time.TotalSeconds,
            lines,
            accepted,
            events,
            tasks
        );
    }

    private async Task<IntakeLine> MeasureAsync(
        int connections,
        HttpLoad load,
        Func<int, TimeSpan, CancellationToken, Task<Run>> baseline,
        CancellationToken ct
    )
    {
        var plain = new List<Run> { await BaselineAsync() };
        var grouped = new List<Run>();
        var rounds = new List<IntakeRound>();
        for (var round = 0; round < options.Rounds; round++)
        {
            await store.EmptyAsync(ct);
            var processor = Environment.CpuUsage.TotalTime;
            var run = await load.RunAsync(connections, options.Time, ct);
            processor = Environment.CpuUsage.TotalTime - processor;
            await CountAsync(run, ct);
            Tell("service", connections, run);
            grouped.Add(run);
            plain.Add(await BaselineAsync());
            rounds.Add(Compare(plain[^2], run, plain[^1], processor));
        }

        return Summarize(connections, grouped, plain, rounds);

        async Task<Run> BaselineAsync()
        {
            await store.EmptyAsync(ct);
            var run = await baseline(connections, options.Time, ct);
            var (stored, _) = await store.CountAsync(ct);
            if (stored != run.Count)
            {
                throw new InvalidOperationException($"baseline: {run.Count} calls, {stored} rows");
            }

            Tell("baseline", connections, run);
            return run;
        }
    }

    private async Task CountAsync(Run run, CancellationToken ct)
    {
        var (storedEvents, storedTasks) = await store.CountAsync(ct);
        accepted += run.Count;
        events += storedEvents;
        tasks += storedTasks;
    }

    private static IntakeRound Compare(Run before, Run run, Run after, TimeSpan processor)
    {
        var mean = (before.PerSecond + after.PerSecond) / 2;
        var ratio = decimal.Round(run.PerSecond / mean, 2);
        var microseconds = processor.Ticks / TimeSpan.TicksPerMicrosecond / run.Count;
        return new IntakeRound(
            before.PerSecond,
            run.PerSecond,
            after.PerSecond,
            ratio,
            microseconds
        );
    }

    private static IntakeLine Summarize(
        int connections,
        List<Run> grouped,
        List<Run> plain,
        List<IntakeRound> rounds
    ) =>
        new(
            connections,
            Latencies.Median(grouped.Select(run => run.PerSecond)),
            Latencies.Median(grouped.Select(run => run.Times.P50)),
            Latencies.Median(grouped.Select(run => run.Times.P99)),
            Latencies.Median(plain.Select(run => run.PerSecond)),
            Latencies.Median(plain.Select(run => run.Times.P50)),
            Latencies.Median(plain.Select(run => run.Times.P99)),
            Latencies.Median(rounds.Select(round => round.Ratio)),
            connections >= 64 ? 2 : 1,
            Latencies.Median(rounds.Select(round => (decimal)round.ProcessorUs)),
            rounds
        );

    private void Tell(string what, int connections, Run run) =>
        options.OnRun(
            $"{what, -9} {connections, 3} connections {run.PerSecond, 7} /s  "
                + $"p50 {run.Times.P50} ms  p99 {run.Times.P99} ms"
        );

    // The service as "pgp serve np-ipn" runs it.
    private WebApplication Build() =>
        PgpApplication.Build(
            new PgpApplicationOptions(
                [new NpIpnService()],
                WithDispatcher: false,
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["PGP_DATABASE"] = store.ConnectionString,
                    ["SUCCESS_URL_SIGNING_KEY"] = secret,
                    ["TPS_HOSTPAY_SIGNING_KEY"] = secret,
                    ["NOWPAYMENTS_IPN_SECRET"] = secret,
                    ["TELEGRAM_BOT_USERNAME"] = "bench_bot",
                },
                "http://127.0.0.1:0"
            )
        );

    private Database OwnDatabase()
    {
        var profile = DatabaseProfile.Standard with
        {
            Size = options.Connections.Max(),
            CheckOnBorrow = false,
        };
        var address = new DatabaseAddress(store.ConnectionString, AssumeRole: true);
        var source = DataSources.Create(address, ServiceName.NpIpn.DatabaseRole, profile);
        return new Database(
            source,
            profile,
            new FaultPoints(),
            new OutboxSignal(),
            TimeProvider.System
        );
    }
}
