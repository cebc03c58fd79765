using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Pgp.Common.Database;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Pgp.Common.Hosting;

/// <summary>
/// Time limits, circuit breaker and retries of every call to a partner, in one place.
/// </summary>
internal static class PartnerPolicy
{
    private const int RetriesOfReadsMax = 2;

    public static void Apply(IHttpClientBuilder http, TimeSpan timeLimit) =>
        http.AddStandardResilienceHandler(options =>
        {
            options.TotalRequestTimeout.Timeout = timeLimit;
            options.AttemptTimeout.Timeout = timeLimit / 2;
            options.CircuitBreaker.SamplingDuration = timeLimit * 2;
            options.CircuitBreaker.MinimumThroughput = 50;
            options.Retry.MaxRetryAttempts = RetriesOfReadsMax;
            options.Retry.BackoffType = DelayBackoffType.Exponential;
            options.Retry.UseJitter = true;
            options.Retry.Delay = TimeSpan.FromMilliseconds(100);
            options.Retry.DisableForUnsafeHttpMethods();
        });
}

/// <summary>
/// The outermost handler: marks the moments before and after a call, and turns the policies' own
/// exceptions into the two that every client of HTTP expects.
/// </summary>
internal sealed class PartnerCallHandler(FaultPoints faults) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var path = request.RequestUri?.AbsolutePath ?? "";
        faults.Reach("before call", path);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            faults.Reach("after call", path);
            return response;
        }
        catch (TimeoutRejectedException late)
        {
            throw new TaskCanceledException("no answer in time", late);
        }
        catch (BrokenCircuitException open)
        {
            throw new HttpRequestException(
                HttpRequestError.ConnectionError,
                "the partner failed too often; not asked now",
                open
            );
        }
    }
}
