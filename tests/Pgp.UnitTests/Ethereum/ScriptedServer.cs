using System.Net;
using System.Text;

namespace Pgp.UnitTests.Ethereum;

/// <summary>The other end of an HttpClient: answers as told and keeps what it was asked.</summary>
internal sealed class ScriptedServer : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> answers = new();

    public List<(HttpMethod Method, Uri Address, string Body, string? Token)> Requests { get; } =
    [];

    public HttpClient Client => new(this) { BaseAddress = new Uri("http://partner.test/path/") };

    public ScriptedServer Answers(string body) => Answers(HttpStatusCode.OK, body);

    public ScriptedServer Answers(HttpStatusCode status, string body)
    {
        var content = new Func<HttpContent>(() => new StringContent(body, Encoding.UTF8));
        answers.Enqueue(() => new HttpResponseMessage(status) { Content = content() });
        return this;
    }

    /// <summary>Sends the headers and then nothing more.</summary>
    public ScriptedServer Stalls()
    {
        answers.Enqueue(() => new HttpResponseMessage { Content = new StallingContent() });
        return this;
    }

    public ScriptedServer Throws(Exception exception)
    {
        answers.Enqueue(() => throw exception);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is { } content
            ? await content.ReadAsStringAsync(cancellationToken)
            : "";
        var token = request.Headers.Authorization?.ToString();
        Requests.Add((request.Method, request.RequestUri!, body, token));
        return answers.Dequeue()();
    }

    private sealed class StallingContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(
            Stream stream,
            TransportContext? context,
            CancellationToken cancellationToken
        ) => Task.Delay(Timeout.Infinite, cancellationToken);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
