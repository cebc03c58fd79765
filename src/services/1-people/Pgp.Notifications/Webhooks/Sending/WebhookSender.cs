using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Pgp.Common.Database;
using Pgp.Common.Outbound;

namespace Pgp.Notifications.Webhooks.Sending;

/// <summary>
/// Makes one attempt. Where it goes is the owner's word, so nothing it answers is trusted or kept:
/// only the status counts.
/// </summary>
internal sealed class WebhookSender(AddressGuard guard, FaultPoints faults, TimeProvider clock)
    : IDisposable
{
    private const int AnswerBytesMax = 4_096;

    /// <summary>For the whole attempt, from the look-up of the name on.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);

    private readonly HttpClient http = new(guard.CreateHandler())
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <param name="keys">Those that count, the newest first.</param>
    public async Task<Attempt> SendAsync(DueDelivery due, IReadOnlyList<byte[]> keys)
    {
        var (at, began) = (clock.GetUtcNow(), clock.GetTimestamp());
        // Begun is begun: a stopping host waits for the answer.
        using var limit = new CancellationTokenSource(TimeLimit, clock);
        var outcome = await OutcomeAsync(due, keys, at, limit.Token);
        return new Attempt(outcome, at, clock.GetElapsedTime(began));
    }

    public void Dispose() => http.Dispose();

    private async Task<AttemptOutcome> OutcomeAsync(
        DueDelivery due,
        IReadOnlyList<byte[]> keys,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        try
        {
            using var request = Request(due, keys, at);
            faults.Reach("before call", due.Url);
            using var response = await http.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                ct
            );
            await DrainAsync(response, ct);
            faults.Reach("after call", due.Url);
            return Read(response, at);
        }
        catch (OperationCanceledException)
        {
            return Failed(AttemptErrors.Timeout);
        }
        catch (HttpRequestException broken)
        {
            return Failed(ErrorOf(broken));
        }
        catch (IOException)
        {
            return Failed(AttemptErrors.Protocol);
        }
    }

    private static HttpRequestMessage Request(
        DueDelivery due,
        IReadOnlyList<byte[]> keys,
        DateTimeOffset at
    )
    {
        var (id, timestamp) = (due.EventId.ToString(), at.ToUnixTimeSeconds());
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(due.Url))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(due.Payload))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        request.Headers.Add("User-Agent", "PayGatePrime-Webhooks/1");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(
            "webhook-signature",
            WebhookSignature.Of(id, timestamp, due.Payload, keys)
        );
        return request;
    }

    // A short answer is read to its end, so that the connection can be used again; a long one is
    // hung up on.
    private static async Task DrainAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[AnswerBytesMax];
        _ = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
    }

    private static AttemptOutcome Read(HttpResponseMessage response, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        return status switch
        {
            >= 200 and <= 299 => new AttemptOutcome.Delivered(status),
            410 => new AttemptOutcome.Gone(),
            >= 300 and <= 399 => new AttemptOutcome.Failed(status, AttemptErrors.Redirect, null),
            _ => new AttemptOutcome.Failed(
                status,
                AttemptErrors.Status,
                RetryAfter(response.Headers.RetryAfter, now)
            ),
        };
    }

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? asked, DateTimeOffset now) =>
        asked?.Delta ?? asked?.Date - now;

    private static AttemptOutcome.Failed Failed(string error) => new(Status: null, error, null);

    private static string ErrorOf(HttpRequestException broken) =>
        broken switch
        {
            { InnerException: AddressRefusedException } => AttemptErrors.Address,
            { HttpRequestError: HttpRequestError.NameResolutionError } => AttemptErrors.Name,
            { InnerException: System.Net.Sockets.SocketException socket } => socket.SocketErrorCode
                is System.Net.Sockets.SocketError.HostNotFound
                    or System.Net.Sockets.SocketError.NoData
                    or System.Net.Sockets.SocketError.TryAgain
                ? AttemptErrors.Name
                : AttemptErrors.Connection,
            { HttpRequestError: HttpRequestError.SecureConnectionError } => AttemptErrors.Tls,
            { HttpRequestError: HttpRequestError.ConnectionError } => AttemptErrors.Connection,
            _ => AttemptErrors.Protocol,
        };
}
