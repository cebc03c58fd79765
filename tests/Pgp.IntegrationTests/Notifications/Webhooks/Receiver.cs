using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pgp.IntegrationTests.Notifications.Webhooks;

/// <summary>One request that reached an owner's server.</summary>
internal sealed record Received(
    string Path,
    DateTimeOffset At,
    string Id,
    long Timestamp,
    string Signature,
    string Body
)
{
    /// <summary>Type of the event and what it is about.</summary>
    public string Type => (string)System.Text.Json.Nodes.JsonNode.Parse(Body)!["type"]!;
}

/// <summary>An owner's server: answers each request as the test says, 204 by itself.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Received> requests = new();
    private readonly WebApplication app;
    private readonly TimeProvider clock;

    private Receiver(WebApplication app, TimeProvider clock)
    {
        this.app = app;
        this.clock = clock;
    }

    public Uri Address => new(app.Urls.Single());

    public IReadOnlyList<Received> Requests => [.. requests];

    /// <summary>Writes the answer; the request is on record already.</summary>
    public Func<HttpContext, Received, Task> Answer { get; set; } =
        (context, _) => Status(context, 204);

    public static async Task<Receiver> StartAsync(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var listening = builder.Build();
        var receiver = new Receiver(listening, clock);
        listening.Run(receiver.TakeAsync);
        await listening.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public void Always(int status) => Answer = (context, _) => Status(context, status);

    public static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var headers = context.Request.Headers;
        var received = new Received(
            context.Request.Path,
            clock.GetUtcNow(),
            headers["webhook-id"].Single()!,
            long.Parse(
                headers["webhook-timestamp"].Single()!,
                System.Globalization.CultureInfo.InvariantCulture
            ),
            headers["webhook-signature"].Single()!,
            await reader.ReadToEndAsync(context.RequestAborted)
        );
        requests.Enqueue(received);
        await Answer(context, received);
    }
}
