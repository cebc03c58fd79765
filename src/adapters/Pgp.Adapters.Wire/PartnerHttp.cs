namespace Pgp.Adapters.Wire;

/// <summary>
/// Sends one request and turns everything that can happen into a <see cref="PartnerAnswer"/>.
/// </summary>
public static class PartnerHttp
{
    // Partners' answers are a few kilobytes; a longer one is no answer to our question.
    private const int AnswerBytesMax = 4 * 1024 * 1024;

    /// <summary>The settings all partners share.</summary>
    public static void Configure(HttpClient http, Uri baseAddress, TimeSpan timeout)
    {
        // Relative addresses replace the last segment of a base that does not end in a slash.
        var text = baseAddress.AbsoluteUri;
        http.BaseAddress = text.EndsWith('/') ? baseAddress : new Uri(text + "/");
        http.Timeout = timeout;
        http.MaxResponseContentBufferSize = AnswerBytesMax;
    }

    /// <exception cref="OperationCanceledException">
    /// The caller cancelled; a timeout is an answer.
    /// </exception>
    public static async Task<PartnerAnswer> SendAsync(
        HttpClient http,
        HttpRequestMessage request,
        CancellationToken ct
    )
    {
        try
        {
            using var response = await http.SendAsync(request, ct);
            var body = await response.Content.ReadAsByteArrayAsync(ct);
            var retryAfter = response.Headers.RetryAfter?.Delta;
            return new PartnerAnswer.Answered((int)response.StatusCode, body, retryAfter);
        }
        catch (HttpRequestException failure)
        {
            var reason = $"transport: {failure.HttpRequestError}";
            return new PartnerAnswer.Silent(reason, !IsBeforeSending(failure.HttpRequestError));
        }
        catch (IOException)
        {
            return new PartnerAnswer.Silent("transport: broken transfer", MayHaveArrived: true);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new PartnerAnswer.Silent("timeout", MayHaveArrived: true);
        }
    }

    private static bool IsBeforeSending(HttpRequestError error) =>
        error
            is HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError;
}
