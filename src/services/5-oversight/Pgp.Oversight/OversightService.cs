using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pgp.Adapters.ChangeNow;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Rpc;
using Pgp.Adapters.NowPayments;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Common.Settings;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.Oversight.Overdue;
using Pgp.Oversight.Reconciliation;
using Pgp.Oversight.Sealing;

namespace Pgp.Oversight;

/// <summary>
/// Watches the others: seals the ledger, reconciles it, and finds what is overdue.
/// </summary>
public sealed class OversightService : IPgpService
{
    private static readonly TimeSpan NodeTimeLimit = TimeSpan.FromSeconds(20);

    public ServiceName Name => ServiceName.Oversight;

    public DatabaseProfile Profile => DatabaseProfile.OnDemand;

    public void Configure(ServiceBuilder service)
    {
        service.RunAt<SealJob>(Schedules.Seal);
        AddReconciliation(service);
        service.RunAt<ReconcileJob>(Schedules.Reconciliation);
        service.Services.AddSingleton(OverdueOptions.Read(service.Settings));
        service.Services.AddSingleton<Mending>();
        service.Services.AddSingleton<OverdueWatch>();
        service.RunAt<OverdueJob>(Schedules.Overdue);
    }

    /// <summary>For the command line: one reconciliation, without the service.</summary>
    /// <param name="database">As <c>pgp_oversight</c>.</param>
    /// <param name="settings">Of the partners; what is missing is thrown together.</param>
    /// <returns>The run's id, under which its findings are stored.</returns>
    public static async Task<Guid> ReconcileAsync(
        Database database,
        SettingsReader settings,
        ILoggerFactory logs,
        CancellationToken ct
    )
    {
        await using var room = Furnish(database, settings, logs);
        var (run, _) = await room.GetRequiredService<Reconciler>().RunAsync(ct);
        return run;
    }

    /// <summary>
    /// For the command line: books what an operator put into the wallet by this transaction.
    /// </summary>
    /// <returns>Whether it was booked, and what or why not.</returns>
    public static async Task<(bool Booked, string Text)> BookRefillAsync(
        Database database,
        SettingsReader settings,
        ILoggerFactory logs,
        string hash,
        CancellationToken ct
    )
    {
        await using var room = Furnish(database, settings, logs);
        return await room.GetRequiredService<Refill>().BookAsync(hash, ct);
    }

    /// <summary>
    /// For the command line: one look at what is overdue, as the job does it, without the service.
    /// </summary>
    /// <param name="database">As <c>pgp_oversight</c>.</param>
    /// <returns>What the look came to, with counts.</returns>
    public static Task<string> LookForOverdueAsync(
        Database database,
        SettingsReader settings,
        ILoggerFactory logs,
        CancellationToken ct
    )
    {
        var options = OverdueOptions.Read(settings);
        settings.ThrowIfIncomplete();
        var mending = new Mending(database, logs.CreateLogger<Mending>());
        var log = logs.CreateLogger<OverdueWatch>();
        return new OverdueWatch(database, options, mending, log).LookAsync(ct);
    }

    /// <summary>
    /// For the command line: somebody has taken an item over. It stays in the list until its cause
    /// is gone.
    /// </summary>
    /// <returns><see langword="false"/> when no such item is open.</returns>
    public static Task<bool> AcknowledgeAsync(
        Database database,
        string kind,
        string subject,
        string by,
        string? note,
        CancellationToken ct
    ) => OverdueItemQueries.AcknowledgeAsync(database, kind, subject, by, note, ct);

    private static ServiceProvider Furnish(
        Database database,
        SettingsReader settings,
        ILoggerFactory logs
    )
    {
        var services = new ServiceCollection();
        services.AddSingleton(database);
        services.AddSingleton(database.Clock);
        services.AddSingleton(new FaultPoints());
        services.AddSingleton(logs);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        AddReconciliation(new ServiceBuilder(settings, services));
        settings.ThrowIfIncomplete();
        return services.BuildServiceProvider();
    }

    private static void AddReconciliation(ServiceBuilder service)
    {
        var options = ReconcileOptions.Read(service.Settings);
        service.Services.AddSingleton(options);
        service.Services.AddSingleton(ChainAssets.Mainnet);
        service.AddNowPayments();
        service.AddChangeNow();
        service.AddPartner(
            NodeTimeLimit,
            http => http.BaseAddress = options.Rpc,
            (http, _) => new EthereumRpc(http)
        );
        service.Services.AddSingleton<ChainLook>();
        service.Services.AddSingleton<ProviderComparison>();
        service.Services.AddSingleton<ExchangeComparison>();
        service.Services.AddSingleton<WalletComparison>();
        service.Services.AddSingleton<Reconciler>();
        service.Services.AddSingleton<Refill>();
    }
}
