using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pgp.Sandbox;

/// <summary>
/// All partners of a payment gate on one port of this machine: NOWPayments, ChangeNOW, Telegram, a
/// price feed, mail and Google, standing on a real local chain, with a page to be a subscriber and
/// an API to make things go wrong.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Partners partners;

    private SandboxServer(WebApplication app, Partners partners, Uri baseAddress)
    {
        this.app = app;
        this.partners = partners;
        BaseAddress = baseAddress;
    }

    /// <summary>Ends with a slash; partner paths are relative to it.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Prepares the chain, loads the snapshot and starts to listen.</summary>
    /// <param name="clock">The partners' time; the chain and the network keep real time.</param>
    /// <exception cref="InvalidOperationException">The chain does not answer or cannot be
    /// used.</exception>
    public static async Task<SandboxServer> StartAsync(
        SandboxOptions options,
        TimeProvider clock,
        ILoggerFactory logs,
        CancellationToken ct
    )
    {
        var log = logs.CreateLogger("Pgp.Sandbox");
        var ready = new Partners(options, clock, log);
        var web = Build(options.Port, logs);
        try
        {
            await ready.PrepareAsync(ct);
            ready.Map(web);
            await web.StartAsync(ct);
            var address = new Uri(web.Urls.First() + "/");
            ready.Start(address);
            log.Listening(address);
            return new SandboxServer(web, ready, address);
        }
        catch
        {
            await ready.DisposeAsync();
            await web.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await partners.DisposeAsync();
    }

    private static WebApplication Build(int port, ILoggerFactory logs)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // The sandbox lives inside other hosts: their settings files are not for it.
        ((IConfigurationBuilder)builder.Configuration).Sources.Clear();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton<IHostLifetime, LifetimeOfTheHost>();
        builder.Services.Configure<HostOptions>(host =>
            host.ShutdownTimeout = TimeSpan.FromSeconds(2)
        );
        var web = builder.Build();
        web.Use(StopWaitingAtShutdown);
        return web;
    }

    // Long polls must not hold up the end.
    private static async Task StopWaitingAtShutdown(HttpContext context, RequestDelegate next)
    {
        var stopping = context
            .RequestServices.GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            stopping
        );
        context.RequestAborted = either.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    /// <summary>Start and end are the caller's business, not the console's.</summary>
    private sealed class LifetimeOfTheHost : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
