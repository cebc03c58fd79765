using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Hosting;

/// <summary>Nobody awaits a job, so somebody has to notice when one is gone.</summary>
public sealed class BrokenJobTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    [Fact]
    public async Task A_job_that_breaks_down_is_told_with_its_name_and_reason()
    {
        var log = new CollectedLog();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PGP_DATABASE"] = Db.ConnectionString,
            ["SUCCESS_URL_SIGNING_KEY"] = new('a', 64),
            ["TPS_HOSTPAY_SIGNING_KEY"] = new('b', 64),
        };
        await using var app = PgpApplication.Build(
            new PgpApplicationOptions(
                [new FragileService()],
                WithDispatcher: false,
                settings,
                "http://127.0.0.1:0"
            )
            {
                Logging = logging => logging.AddProvider(log),
            }
        );
        await app.StartAsync(Ct);
        var told = await Eventually.FindAsync(
            () =>
                Task.FromResult(log.Lines.FirstOrDefault(line => line.Level == LogLevel.Critical)),
            Ct
        );
        Assert.Contains(nameof(FragileJob), told.Text, StringComparison.Ordinal);
        Assert.Contains("out of order", told.Failure, StringComparison.Ordinal);
        await app.StopAsync(Ct);
    }

    private sealed class FragileService : IPgpService
    {
        public ServiceName Name => ServiceName.Invite;

        public DatabaseProfile Profile => DatabaseProfile.OnDemand;

        public void Configure(ServiceBuilder service) => service.Run<FragileJob>();
    }

    private sealed class FragileJob : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            throw new InvalidOperationException("out of order");
        }
    }

    private sealed record Line(LogLevel Level, string Text, string Failure);

    private sealed class CollectedLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<Line> lines = new();

        public IReadOnlyList<Line> Lines => [.. lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) =>
            lines.Enqueue(
                new Line(logLevel, formatter(state, exception), exception?.ToString() ?? "")
            );

        public void Dispose() => lines.Clear();
    }
}
