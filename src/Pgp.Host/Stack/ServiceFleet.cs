namespace Pgp.Host.Stack;

/// <summary>Services that share a process.</summary>
/// <param name="Name">Tells the processes apart.</param>
/// <param name="Services">Arguments of <c>serve</c>.</param>
/// <param name="Url">Where the process answers.</param>
public sealed record ServiceGroup(string Name, IReadOnlyList<string> Services, Uri Url)
{
    /// <summary>The argument that stands for every service and a dispatcher.</summary>
    public const string All = "all";

    /// <summary>Every service in one process, as on a small machine.</summary>
    public bool IsAllInOne => Services is [All];
}

/// <summary>
/// The services as separate processes that reach each other by HTTP only. Database, chain and the
/// partners' simulators are the caller's, so that a killed process takes nothing along.
/// </summary>
public sealed class ServiceFleet : IAsyncDisposable
{
    private readonly Dictionary<string, ServiceProcess> running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ServiceGroup> groups;
    private readonly string logs;

    /// <param name="groups">Every process.</param>
    /// <param name="settings">What all of them are told; their addresses are added.</param>
    public ServiceFleet(
        IReadOnlyList<ServiceGroup> groups,
        IReadOnlyDictionary<string, string> settings
    )
    {
        this.groups = groups.ToDictionary(group => group.Name, StringComparer.Ordinal);
        Settings = WithAddresses(groups, settings);
        logs = Directory.CreateTempSubdirectory("pgp-services-").FullName;
    }

    /// <summary>The settings of every process.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Where the processes' output is.</summary>
    public string Logs => logs;

    /// <summary>Whether that is to stay when the fleet ends.</summary>
    public bool KeepsLogs { get; set; }

    public ServiceProcess this[string name]
    {
        get
        {
            lock (running)
            {
                return running[name];
            }
        }
    }

    /// <summary>Starts every process and waits until all can work.</summary>
    public Task StartAllAsync(CancellationToken ct) =>
        Task.WhenAll(groups.Keys.Select(name => StartAsync(name, ct)));

    /// <summary>Starts a process and waits until it can work.</summary>
    public async Task StartAsync(string name, CancellationToken ct)
    {
        await LaunchAsync(name, ct);
        await this[name].WaitUntilReadyAsync(ct);
    }

    /// <summary>As above without waiting.</summary>
    public async Task LaunchAsync(string name, CancellationToken ct)
    {
        var group = groups[name];
        var log = Path.Combine(logs, $"{name}.log");
        var started = await ServiceProcess.StartAsync(group.Services, Settings, group.Url, log, ct);
        lock (running)
        {
            running[name] = started;
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync(string name)
    {
        var victim = this[name];
        await victim.KillAsync();
        await victim.DisposeAsync();
    }

    /// <summary>SIGTERM.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync(string name)
    {
        var stopped = this[name];
        var code = await stopped.StopAsync();
        await stopped.DisposeAsync();
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(running.Values.Select(process => process.DisposeAsync().AsTask()));
        if (!KeepsLogs)
        {
            Directory.Delete(logs, recursive: true);
        }
    }

    // Whoever delivers tasks has to know where each service answers. One that has a process of its
    // own is asked there; the others answer in the process that holds all.
    private static Dictionary<string, string> WithAddresses(
        IReadOnlyList<ServiceGroup> groups,
        IReadOnlyDictionary<string, string> settings
    )
    {
        var result = new Dictionary<string, string>(settings, StringComparer.Ordinal);
        foreach (var service in Catalogue.Services.Select(service => service.Name))
        {
            var home =
                groups.FirstOrDefault(group => group.Services.Contains(service.Value))
                ?? groups.First(group => group.IsAllInOne);
            result[service.UrlSetting] = home.Url.ToString().TrimEnd('/');
        }

        return result;
    }
}
