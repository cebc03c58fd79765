using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;

namespace Pgp.IntegrationTests.Support;

/// <summary>Answers invitations as the test says; stands for any handler.</summary>
internal sealed class ScriptedHandler : ITaskHandler<InviteRequested>
{
    public Func<Delivery, CancellationToken, Task<TaskOutcome>> Answer { get; set; } =
        (_, _) => Task.FromResult(TaskOutcome.Completed);

    public Delivery? Last { get; private set; }

    public Task<TaskOutcome> HandleAsync(
        InviteRequested task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        Last = delivery;
        return Answer(delivery, ct);
    }
}

/// <summary>The task entrance of INVITE with a scripted handler, over a real listener.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ServiceProvider services;

    private TestService(WebApplication app, ServiceProvider services, TaskReceiver receiver)
    {
        this.app = app;
        this.services = services;
        Receiver = receiver;
    }

    public Uri Address => new(app.Urls.Single());

    public TaskReceiver Receiver { get; }

    public ScriptedHandler Handler => services.GetRequiredService<ScriptedHandler>();

    public static async Task<TestService> StartAsync(
        Database database,
        TimeProvider clock,
        bool callsPartners
    )
    {
        var provider = new ServiceCollection()
            .AddSingleton<ScriptedHandler>()
            .BuildServiceProvider();
        var receiver = new TaskReceiver(
            ServiceName.Invite,
            [TaskRoute.Of<InviteRequested, ScriptedHandler>(callsPartners)],
            Keys.Tokens(clock),
            database,
            provider,
            TimeSpan.FromSeconds(60),
            NullLogger<TaskReceiver>.Instance
        );
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var listening = builder.Build();
        TaskEndpoints.Map(listening.MapGroup("/" + ServiceName.Invite), receiver);
        await listening.StartAsync(TestContext.Current.CancellationToken);
        return new TestService(listening, provider, receiver);
    }

    /// <summary>A port of this machine that nobody listens on.</summary>
    public static Uri Nobody()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}");
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await services.DisposeAsync();
    }
}
