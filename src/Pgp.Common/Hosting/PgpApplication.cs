using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Dispatch;
using Pgp.Common.Observability;
using Pgp.Common.Settings;
using Pgp.Common.Tasks;
using Pgp.Common.Tokens;
using Pgp.Contracts.Services;

namespace Pgp.Common.Hosting;

/// <summary>What to run in a process.</summary>
/// <param name="Services">The services, each with its own role and container.</param>
/// <param name="WithDispatcher">Whether this process also delivers tasks.</param>
/// <param name="Values">Resolved settings.</param>
/// <param name="Url">Where to listen, for example <c>http://0.0.0.0:8080</c>.</param>
public sealed record PgpApplicationOptions(
    IReadOnlyList<IPgpService> Services,
    bool WithDispatcher,
    IReadOnlyDictionary<string, string> Values,
    string Url
)
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public FaultPoints Faults { get; init; } = new();

    /// <summary>Adds sinks; null: console.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }
}

/// <summary>One process of the system: any number of services behind one listener.</summary>
public static class PgpApplication
{
    // The platform kills ten seconds after it asked to stop (spec 70, 4.7).
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(8);
    private const int BodyBytesMax = 1_048_576;

    /// <summary>Builds it; nothing listens yet.</summary>
    /// <exception cref="SettingsException">The list of what is missing or malformed.</exception>
    public static WebApplication Build(PgpApplicationOptions options)
    {
        var settings = new SettingsReader(options.Values);
        var running = new RunningParts();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Url);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
        });
        // No handler here blocks its thread, so one hop from socket to handler is enough; each
        // further one costs a switch between threads that share their processors with the database.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTime);
        // By a factory: only what the container makes is cleared with it.
        builder.Services.AddSingleton<IHostedService>(_ => running);
        builder.Services.AddRouting();
        builder.Services.AddSingleton(TrustedProxies.Read(settings));
        PublicLimit.Add(builder.Services, settings);
        foreach (var service in options.Services)
        {
            service.ConfigureListener(builder.Services);
        }

        LogOutput.Configure(builder.Logging, settings, options.Logging);
        TelemetryOutput.Configure(builder.Services, settings);
        var app = builder.Build();

        var logs = app.Services.GetRequiredService<ILoggerFactory>();
        var dispatcher = DispatcherOptions.Read(settings);
        var shared = ReadShared(settings, options, dispatcher, logs);
        var prepared = options
            .Services.Select(service => ServiceRoom.Prepare(service, settings, shared))
            .ToList();
        settings.ThrowIfIncomplete();

        var rooms = prepared.Select(open => open()).ToList();
        running.Rooms = rooms;
        running.Log = logs.CreateLogger<RunningParts>();
        running.Databases.AddRange(rooms.Select(room => (room.Name.Value, room.DataSource)));
        running.Jobs.AddRange(Transport(options, settings, shared, dispatcher, rooms, running));
        running.Jobs.AddRange(rooms.SelectMany(room => room.Jobs));
        app.UseRateLimiter();
        rooms.ForEach(room => room.Map(app));
        Health.Map(app, running.Databases);
        app.MapPrometheusScrapingEndpoint("/metrics");
        return app;
    }

    private static SharedParts ReadShared(
        SettingsReader settings,
        PgpApplicationOptions options,
        DispatcherOptions dispatcher,
        ILoggerFactory logs
    ) =>
        new(
            DatabaseAddress.Read(settings),
            new TaskTokens(
                KeyRing.Read(settings, "SUCCESS_URL_SIGNING_KEY"),
                KeyRing.Read(settings, "TPS_HOSTPAY_SIGNING_KEY"),
                options.Clock
            ),
            new OutboxSignal(),
            options.Faults,
            options.Clock,
            logs,
            dispatcher.Lease
        );

    private static IEnumerable<IHostedService> Transport(
        PgpApplicationOptions options,
        SettingsReader settings,
        SharedParts shared,
        DispatcherOptions dispatcher,
        List<ServiceRoom> rooms,
        RunningParts running
    )
    {
        if (!options.WithDispatcher)
        {
            // Whoever misses a wake-up finds the task by polling: no flush to disk for a hint.
            var hints = DataSources.Create(
                shared.Address,
                rooms[0].Name.DatabaseRole,
                DatabaseProfile.EventDriven,
                asynchronousCommit: true
            );
            running.Owned.Add(hints);
            var log = shared.Logs.CreateLogger<WakeUpSender>();
            return [new WakeUpSender(hints, shared.Signal, shared.Clock, log)];
        }

        var profile = DatabaseProfile.Standard with { CheckOnBorrow = false };
        var source = DataSources.Create(
            shared.Address,
            Dispatcher.Role,
            profile,
            asynchronousCommit: true
        );
        running.Owned.Add(source);
        running.Databases.Add(("dispatcher", source));
        var database = new Database.Database(
            source,
            profile,
            new FaultPoints(),
            shared.Signal,
            shared.Clock
        );
        var http = new HttpClient { Timeout = dispatcher.Lease };
        running.Owned.Add(http);
        var overHttp = new HttpTransport(http, AddressBook(settings));
        var transport = new InProcessTransport(rooms.Select(room => room.Receiver), overHttp);
        return
        [
            new Dispatcher(
                dispatcher,
                database,
                transport,
                shared.Tokens,
                shared.Signal,
                shared.Logs.CreateLogger<Dispatcher>()
            ),
            new WakeUpListener(
                source,
                shared.Signal,
                shared.Clock,
                shared.Logs.CreateLogger<WakeUpListener>()
            ),
        ];
    }

    private static Func<ServiceName, Uri?> AddressBook(SettingsReader settings) =>
        service =>
            Uri.TryCreate(settings.Optional(service.UrlSetting), UriKind.Absolute, out var url)
                ? url
                : null;
}
