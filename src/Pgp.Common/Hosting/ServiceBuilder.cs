using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pgp.Common.Schedules;
using Pgp.Common.Settings;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Common.Hosting;

/// <summary>
/// What a service registers into: a container of its own, so that rooms share no furniture.
/// </summary>
public sealed class ServiceBuilder(SettingsReader settings, IServiceCollection services)
{
    private readonly List<TaskRoute> tasks = [];
    private readonly List<Action<IEndpointRouteBuilder, IServiceProvider>> endpoints = [];

    public SettingsReader Settings => settings;

    public IServiceCollection Services => services;

    internal IReadOnlyList<TaskRoute> Tasks => tasks;

    internal IReadOnlyList<Action<IEndpointRouteBuilder, IServiceProvider>> Endpoints => endpoints;

    /// <summary>A handler that only works on the database.</summary>
    public void Handle<
        TTask,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler
    >()
        where TTask : ITask<TTask>
        where THandler : class, ITaskHandler<TTask> => Add<TTask, THandler>(callsPartners: false);

    /// <summary>A handler that talks to a partner: one delivery of a message at a time.</summary>
    public void HandleByCalling<
        TTask,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler
    >()
        where TTask : ITask<TTask>
        where THandler : class, ITaskHandler<TTask> => Add<TTask, THandler>(callsPartners: true);

    /// <summary>Public routes below the service's prefix.</summary>
    public void Map<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TApi
    >(Action<IEndpointRouteBuilder, TApi> map)
        where TApi : class
    {
        services.TryAddSingleton<TApi>();
        endpoints.Add((routes, provider) => map(routes, provider.GetRequiredService<TApi>()));
    }

    /// <summary>Work that runs beside the requests, started and stopped with the host.</summary>
    public void Run<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TJob
    >()
        where TJob : class, IHostedService =>
        services.AddSingleton<IHostedService>(provider =>
            ActivatorUtilities.CreateInstance<TJob>(provider)
        );

    /// <summary>
    /// Work that begins by the clock: by this process's own, unless <c>SCHEDULER</c> is
    /// <c>external</c>, and by whoever knows <c>SCHEDULER_TOKEN</c>, if that is set.
    /// </summary>
    public void RunAt<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TJob
    >(Schedule schedule)
        where TJob : class, IScheduledJob
    {
        var cron = ScheduleSettings.Read(settings, schedule);
        var lease = ScheduleSettings.Lease(settings);
        services.AddSingleton<TJob>();
        services.AddKeyedSingleton(
            schedule.Name,
            (room, _) =>
                new JobRunner(
                    schedule,
                    cron,
                    lease,
                    room.GetRequiredService<TJob>(),
                    room.GetRequiredService<Database.Database>(),
                    room.GetRequiredService<ILogger<JobRunner>>()
                )
        );
        if (ScheduleSettings.IsOwn(settings))
        {
            services.AddSingleton<IHostedService>(room => new ScheduleLoop(
                room.GetRequiredKeyedService<JobRunner>(schedule.Name),
                room.GetRequiredService<TimeProvider>(),
                room.GetRequiredService<ILogger<ScheduleLoop>>()
            ));
        }

        if (ScheduleSettings.Token(settings) is { } token)
        {
            endpoints.Add(
                (routes, room) =>
                    JobEndpoint.Map(
                        routes,
                        room.GetRequiredKeyedService<JobRunner>(schedule.Name),
                        token,
                        room.GetRequiredService<TimeProvider>()
                    )
            );
        }
    }

    /// <summary>
    /// A partner's client on an HTTP client of its own: time limit, circuit breaker, and retries of
    /// reading calls only. Whether a writing call may be repeated is the handler's decision. One
    /// attempt gets half of the limit.
    /// </summary>
    public void AddPartner<TClient>(
        TimeSpan timeLimit,
        Action<HttpClient> configure,
        Func<HttpClient, IServiceProvider, TClient> create
    )
        where TClient : class
    {
        var name = typeof(TClient).Name;
        var http = services.AddHttpClient(name, configure);
        http.AddHttpMessageHandler(provider => new PartnerCallHandler(
            provider.GetRequiredService<Database.FaultPoints>()
        ));
        PartnerPolicy.Apply(http, timeLimit);
        services.AddSingleton(provider =>
            create(provider.GetRequiredService<IHttpClientFactory>().CreateClient(name), provider)
        );
    }

    private void Add<
        TTask,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler
    >(bool callsPartners)
        where TTask : ITask<TTask>
        where THandler : class, ITaskHandler<TTask>
    {
        services.AddSingleton<THandler>();
        tasks.Add(TaskRoute.Of<TTask, THandler>(callsPartners));
    }
}
