using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Pgp.Adapters.Ethereum.Signing;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Host.Site;
using Pgp.Local;
using Pgp.Sandbox;

namespace Pgp.Host.Stack;

/// <summary>
/// The whole system on one machine: PostgreSQL, an Ethereum chain, the partners' simulators and all
/// services. What <c>up</c>, <c>demo</c>, the benchmarks and the flow tests run.
/// </summary>
public sealed class LocalStack : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> parts = new();
    private readonly LocalStackOptions options;
    private readonly TimeProvider clock;

    private SiteHost? site;
    private RunningApp? services;

    private LocalStack(LocalStackOptions options)
    {
        this.options = options;
        clock = options.Clock;
    }

    /// <summary>Where the services answer, without a trailing slash in paths.</summary>
    public Uri App { get; private set; } = null!;

    /// <summary>Where the partners and the sandbox page are.</summary>
    public Uri Sandbox { get; private set; } = null!;

    /// <summary>JSON-RPC of the chain itself, past the sandbox's proxy.</summary>
    public Uri Chain { get; private set; } = null!;

    /// <summary>Connection string of the database's owner.</summary>
    public string Database { get; private set; } = "";

    public StackCredentials Credentials { get; private set; } = null!;

    /// <summary>Address of the host wallet.</summary>
    public string Wallet { get; private set; } = "";

    /// <summary>The settings that the services were given.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; private set; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    public static async Task<LocalStack> StartAsync(LocalStackOptions options, CancellationToken ct)
    {
        var stack = new LocalStack(options);
        try
        {
            await stack.StartPartsAsync(ct);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops everything, newest first.</summary>
    public async ValueTask DisposeAsync()
    {
        while (parts.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }

    /// <summary>
    /// Stops the services of this process and starts them at the same address, as after a machine
    /// was off for a while. Partners and chain go on.
    /// </summary>
    /// <param name="whileOff">What happens in between.</param>
    public async Task RestartServicesAsync(Action whileOff, CancellationToken ct)
    {
        await StopServicesAsync();
        whileOff();
        await ListenAsync(App.Port, ct);
    }

    private async Task StartPartsAsync(CancellationToken ct)
    {
        var home = await HomeAsync();
        Credentials = StackCredentials.Draw(LocalSecrets.Open(Path.Combine(home, "secrets.json")));
        Wallet = LocalKeySigner.Parse(Credentials.WalletKey).Address.ToString();
        await StepAsync("database", () => OpenDatabaseAsync(home, ct));
        await StepAsync("chain", () => StartChainAsync(home, ct));
        await StepAsync("sandbox", () => StartSandboxAsync(home, ct));
        if (options.WithServices)
        {
            site = SiteHost.Open(options.Folders);
            await StepAsync("services", () => StartServicesAsync(ct));
        }
        else
        {
            PlaceServices(options.Port == 0 ? options.DrawPort() : options.Port);
        }
    }

    // The services are told their own address, for it is where the partners are to call them. So
    // they cannot take any free port and then say which.
    private void PlaceServices(int port)
    {
        App = new Uri($"http://127.0.0.1:{port}");
        Settings = MergeSettings();
    }

    private Dictionary<string, string> MergeSettings()
    {
        var addresses = new StackAddresses(Database, App, Sandbox, Credentials);
        var settings = StackSettings.Of(addresses, Wallet);
        foreach (var (name, value) in options.Settings)
        {
            settings[name] = value;
        }

        return settings;
    }

    private Task<string> HomeAsync()
    {
        if (!options.Temporary)
        {
            return Task.FromResult(options.Folders.Create().Home);
        }

        var folder = Directory.CreateTempSubdirectory("pgp-stack-").FullName;
        parts.Push(new TemporaryFolder(folder));
        return Task.FromResult(folder);
    }

    private async Task OpenDatabaseAsync(string home, CancellationToken ct)
    {
        if (options.Database is { } given)
        {
            await Migrator.MigrateAsync(given, ct);
            Database = given;
            return;
        }

        var superuser = options.Temporary
            ? await StartTemporaryClusterAsync(ct)
            : await StartClusterAsync(ct);
        Database = await StackDatabase.OpenAsync(
            superuser,
            "pgp",
            Credentials.DatabasePassword,
            ct
        );
    }

    private async Task<string> StartTemporaryClusterAsync(CancellationToken ct)
    {
        var cluster = await TemporaryCluster.StartAsync(
            options.Folders,
            cluster => cluster with { Durable = true, DrawPort = options.DrawPort },
            clock,
            ct
        );
        parts.Push(cluster);
        return cluster.Postgres.ConnectionString;
    }

    private async Task<string> StartClusterAsync(CancellationToken ct)
    {
        var folders = options.Folders;
        var postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions(
                Prerequisites.Postgres(folders).PathOrThrow(),
                folders.PostgresData,
                folders.PostgresLog,
                Credentials.DatabasePassword
            )
            {
                DrawPort = options.DrawPort,
            },
            clock,
            ct
        );
        parts.Push(postgres);
        return postgres.ConnectionString;
    }

    private async Task StartChainAsync(string home, CancellationToken ct)
    {
        var folders = options.Folders;
        var anvil = await Anvil.StartAsync(
            new AnvilOptions(
                Prerequisites.Anvil(folders).PathOrThrow(),
                Path.Combine(home, "chain.log")
            )
            {
                BlockTime = options.BlockTime,
                StateFile = options.Temporary ? null : folders.ChainState,
                DrawPort = options.DrawPort,
            },
            clock,
            ct
        );
        parts.Push(anvil);
        Chain = anvil.Url;
    }

    private async Task StartSandboxAsync(string home, CancellationToken ct)
    {
        var logs = LoggerFactory.Create(logging =>
        {
            logging.SetMinimumLevel(LogLevel.Warning);
            options.Logging?.Invoke(logging);
        });
        parts.Push(new Owned(logs));
        var sandbox = await SandboxServer.StartAsync(
            new SandboxOptions
            {
                ChainRpc = Chain,
                HostWalletAddress = Wallet,
                BotToken = Credentials.BotToken,
                BotUsername = StackCredentials.BotUsername,
                NowPaymentsApiKey = Credentials.NowPaymentsKey,
                NowPaymentsIpnSecret = Credentials.IpnSecret,
                ChangeNowApiKey = Credentials.ChangeNowKey,
                Port = options.SandboxPort,
                PaymentStep = options.PartnerStep,
                SwapStep = options.PartnerStep,
                Seed = options.Seed,
                StateFile = options.Temporary ? null : Path.Combine(home, "sandbox.json"),
            },
            clock,
            logs,
            ct
        );
        parts.Push(sandbox);
        Sandbox = sandbox.BaseAddress;
    }

    private async Task StartServicesAsync(CancellationToken ct)
    {
        parts.Push(new Services(this));
        await ListenAsync(options.Port, ct);
    }

    private async Task ListenAsync(int wanted, CancellationToken ct) =>
        services = await FreePorts.ListenAsync(
            wanted,
            options.DrawPort,
            "the process of the services",
            port => TryServicesAsync(port, ct)
        );

    private async ValueTask StopServicesAsync()
    {
        if (services is { } running)
        {
            services = null;
            await running.DisposeAsync();
        }
    }

    /// <returns>Nothing when the port is in use.</returns>
    private async Task<RunningApp?> TryServicesAsync(int port, CancellationToken ct)
    {
        PlaceServices(port);
        var app = PgpApplication.Build(
            new PgpApplicationOptions(
                Catalogue.Services,
                WithDispatcher: true,
                Settings,
                App.ToString()
            )
            {
                Clock = clock,
                Faults = options.Faults,
                Logging = options.Logging,
            }
        );
        site!.Map(app);
        var running = new RunningApp(app);
        try
        {
            await app.StartAsync(ct);
            return running;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await running.DisposeAsync();
            return null;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    private async Task StepAsync(string name, Func<Task> start)
    {
        var began = Stopwatch.GetTimestamp();
        await start();
        options.OnStep?.Invoke(name, Stopwatch.GetElapsedTime(began));
    }

    private sealed record RunningApp(WebApplication App) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await App.StopAsync();
            await App.DisposeAsync();
        }
    }

    private sealed record Services(LocalStack Stack) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Stack.StopServicesAsync();
    }

    private sealed record Owned(IDisposable Part) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Part.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed record TemporaryFolder(string Path) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Directory.Delete(Path, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
