using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pgp.Common.Database;
using Pgp.Common.Settings;
using Pgp.Common.Tasks;
using Pgp.Common.Tokens;
using Pgp.Contracts.Services;

namespace Pgp.Common.Hosting;

/// <summary>What all services of a process share.</summary>
public sealed record SharedParts(
    DatabaseAddress Address,
    TaskTokens Tokens,
    OutboxSignal Signal,
    FaultPoints Faults,
    TimeProvider Clock,
    ILoggerFactory Logs,
    TimeSpan TaskLease
);

/// <summary>One running service: its container, its database role, its entrance.</summary>
public sealed class ServiceRoom : IAsyncDisposable
{
    private readonly ServiceProvider provider;
    private readonly ServiceBuilder builder;

    private ServiceRoom(
        IPgpService service,
        ServiceProvider provider,
        ServiceBuilder builder,
        TimeSpan lease
    )
    {
        Name = service.Name;
        this.provider = provider;
        this.builder = builder;
        Receiver = new TaskReceiver(
            Name,
            builder.Tasks,
            provider.GetRequiredService<TaskTokens>(),
            provider.GetRequiredService<Database.Database>(),
            provider,
            lease,
            provider.GetRequiredService<ILogger<TaskReceiver>>()
        );
    }

    public ServiceName Name { get; }

    public TaskReceiver Receiver { get; }

    public NpgsqlDataSource DataSource => provider.GetRequiredService<NpgsqlDataSource>();

    public IEnumerable<IHostedService> Jobs => provider.GetServices<IHostedService>();

    /// <summary>Furnishes the room; settings that are missing are reported to the reader.</summary>
    /// <returns>Opens the room once all settings are known to be complete.</returns>
    public static Func<ServiceRoom> Prepare(
        IPgpService service,
        SettingsReader settings,
        SharedParts shared
    )
    {
        var profile = service.Profile.With(settings);
        var services = new ServiceCollection();
        services.AddSingleton(shared.Tokens);
        services.AddSingleton(shared.Signal);
        services.AddSingleton(shared.Faults);
        services.AddSingleton(shared.Clock);
        services.AddSingleton(shared.Logs);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(_ =>
            DataSources.Create(shared.Address, service.Name.DatabaseRole, profile)
        );
        services.AddSingleton(room => new Database.Database(
            room.GetRequiredService<NpgsqlDataSource>(),
            profile,
            shared.Faults,
            shared.Signal,
            shared.Clock
        ));
        var furnished = new ServiceBuilder(settings, services);
        service.Configure(furnished);
        return () => Open(service, furnished, shared.TaskLease);
    }

    /// <summary>Maps the room's routes below <c>/{service}</c>.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/" + Name);
        TaskEndpoints.Map(group, Receiver);
        foreach (var map in builder.Endpoints)
        {
            map(group, provider);
        }
    }

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    private static ServiceRoom Open(
        IPgpService service,
        ServiceBuilder furnished,
        TimeSpan lease
    ) =>
        new(
            service,
            furnished.Services.BuildServiceProvider(
                new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }
            ),
            furnished,
            lease
        );
}
