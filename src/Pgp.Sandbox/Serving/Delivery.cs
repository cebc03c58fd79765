using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Pgp.Sandbox.Serving;

/// <summary>
/// What came back for a call to the merchant; a null status means no answer at all.
/// </summary>
internal sealed record DeliveryResult(int? Status, string Body, TimeSpan? RetryAfter)
{
    public bool Accepted => Status is >= 200 and < 300;
}

/// <summary>The partners' way out: webhooks and notices to the merchant.</summary>
internal sealed class Delivery(CallLog calls) : IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<DeliveryResult> PostAsync(
        string partner,
        string operation,
        Uri target,
        string body,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        CancellationToken ct
    )
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var result = await SendAsync(request, AnswerWithin, ct);
        calls.Sent(partner, operation, target, body, result.Status);
        return result;
    }

    /// <summary>Sends a request as it stands; the caller writes it down.</summary>
    public async Task<DeliveryResult> SendAsync(
        HttpRequestMessage request,
        TimeSpan within,
        CancellationToken ct
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(within);
        try
        {
            using var response = await http.SendAsync(request, limit.Token);
            var text = await response.Content.ReadAsStringAsync(limit.Token);
            return new DeliveryResult((int)response.StatusCode, text, RetryAfter(response));
        }
        catch (HttpRequestException failure)
        {
            return new DeliveryResult(null, failure.Message, null);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new DeliveryResult(null, "no answer in time", null);
        }
    }

    public void Dispose() => http.Dispose();

    private static TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Retry-After", out var values)
        && int.TryParse(values.First(), CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
