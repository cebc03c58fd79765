using System.Net;
using System.Text;

namespace Pgp.UnitTests.Wire;

/// <summary>
/// A partner that answers from a script and remembers what it was asked. Bodies have the shape of
/// real answers; keys, addresses and ids are invented.
/// </summary>
public sealed class PartnerStub
{
    private readonly Queue<Func<HttpResponseMessage>> script = new();

    public List<StubRequest> Requests { get; } = [];

    public PartnerStub Json(int status, string body) => Answer(status, body, "application/json");

    public PartnerStub Html(int status) =>
        Answer(status, "<html><body>Bad gateway</body></html>", "text/html");

    public PartnerStub TooMany(int seconds) =>
        Then(() =>
        {
            var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            response.Headers.Add("Retry-After", $"{seconds}");
            return response;
        });

    /// <summary>The form in which HttpClient reports that its own time is over.</summary>
    public PartnerStub Timeout() =>
        Then(() => throw new TaskCanceledException("timeout", new TimeoutException()));

    public PartnerStub NoConnection() =>
        Then(() => throw new HttpRequestException(HttpRequestError.ConnectionError));

    public PartnerStub BrokenTransfer() =>
        Then(() => throw new HttpRequestException(HttpRequestError.ResponseEnded));

    public HttpClient Client() => new(new Handler(this));

    private PartnerStub Answer(int status, string body, string type) =>
        Then(() =>
            new HttpResponseMessage((HttpStatusCode)status)
            {
                Content = new StringContent(body, Encoding.UTF8, type),
            }
        );

    private PartnerStub Then(Func<HttpResponseMessage> answer)
    {
        script.Enqueue(answer);
        return this;
    }

    private sealed class Handler(PartnerStub stub) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var body = request.Content is null
                ? ""
                : await request.Content.ReadAsStringAsync(cancellationToken);
            var headers = request.Headers.ToDictionary(
                header => header.Key.ToLowerInvariant(),
                header => string.Join(',', header.Value)
            );
            var path = request.RequestUri!.PathAndQuery;
            stub.Requests.Add(new StubRequest(request.Method.Method, path, body, headers));
            return stub.script.Dequeue()();
        }
    }
}

public sealed record StubRequest(
    string Method,
    string Path,
    string Body,
    IReadOnlyDictionary<string, string> Headers
);
