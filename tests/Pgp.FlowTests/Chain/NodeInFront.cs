using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pgp.FlowTests.Chain;

/// <summary>
/// The node as HOSTPAY3 sees it: passes everything on to the sandbox's, keeps what was sent, and
/// answers a method itself where a test wants words that no real node can be made to say.
/// </summary>
internal sealed class NodeInFront : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient behind;
    private readonly ConcurrentDictionary<string, (int Status, string Body)> own = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentDictionary<string, TaskCompletionSource> stalled = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentQueue<string> sent = new();

    private int waiting;

    private NodeInFront(WebApplication app, Uri behind)
    {
        this.app = app;
        this.behind = new HttpClient { BaseAddress = behind };
        app.Run(PassAsync);
    }

    public Uri Url => new(app.Urls.First());

    /// <summary>The raw transactions that were handed over, in order, with repetitions.</summary>
    public IReadOnlyList<string> Sent => [.. sent];

    /// <summary>How many calls were ever kept waiting.</summary>
    public int Stalled => Volatile.Read(ref waiting);

    public static async Task<NodeInFront> StartAsync(Uri behind, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var node = new NodeInFront(builder.Build(), behind);
        await node.app.StartAsync(ct);
        return node;
    }

    /// <summary>Answers the method so, until the result is disposed, and passes none on.</summary>
    public IDisposable Answering(string method, int status, string body)
    {
        own[method] = (status, body);
        return new Ended(() => Forget(method));
    }

    /// <summary>Keeps callers of the method waiting until the result is disposed.</summary>
    public IDisposable Stalling(string method)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stalled[method] = over;
        return new Ended(() =>
        {
            stalled.TryRemove(method, out _);
            over.TrySetResult();
        });
    }

    /// <summary>Passes the method on again.</summary>
    public void Forget(string method) => own.TryRemove(method, out _);

    /// <summary>As above with an error of JSON-RPC under HTTP 200.</summary>
    public IDisposable Refusing(string method, int code, string message) =>
        Answering(
            method,
            StatusCodes.Status200OK,
            new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["id"] = 1,
                ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
            }.ToJsonString()
        );

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        behind.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var question = JsonNode.Parse(body)!;
        var method = question["method"]!.GetValue<string>();
        if (method == "eth_sendRawTransaction")
        {
            sent.Enqueue(question["params"]![0]!.GetValue<string>());
        }

        if (stalled.TryGetValue(method, out var over))
        {
            Interlocked.Increment(ref waiting);
            await over.Task.WaitAsync(context.RequestAborted);
        }

        if (own.TryGetValue(method, out var answer))
        {
            await WriteAsync(context, answer.Status, answer.Body);
            return;
        }

        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await behind.PostAsync(
                (Uri?)null,
                content,
                context.RequestAborted
            );
            var text = await response.Content.ReadAsStringAsync(context.RequestAborted);
            await WriteAsync(context, (int)response.StatusCode, text);
        }
        catch (HttpRequestException)
        {
            // The sandbox cut the line; so do we.
            context.Abort();
        }
    }

    private static Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body, context.RequestAborted);
    }

    private sealed class Ended(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
