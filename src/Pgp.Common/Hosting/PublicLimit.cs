using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pgp.Common.Settings;

namespace Pgp.Common.Hosting;

/// <summary>
/// How often one address may ask public routes: <c>PUBLIC_PER_SECOND</c>, 20 by default, and three
/// times as often in a burst. More is answered 429. Partners' webhooks are not limited here; they
/// prove who they are.
/// </summary>
public static class PublicLimit
{
    private const string Policy = "public";
    private const int PerSecondStandard = 20;
    private const int PerSecondMax = 100_000;
    private const int Burst = 3;

    // As RFC 9457 has it; whoever is limited has asked a program's routes.
    private const string Answer = """
        {"type":"urn:paygateprime:problem:too_many_requests",
        "title":"Too many requests from your address. Wait a second, then try again.",
        "status":429,"code":"too_many_requests","errors":[]}
        """;

    /// <summary>Puts routes under the limit.</summary>
    public static TBuilder LimitPublic<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.RequireRateLimiting(Policy);

    internal static void Add(IServiceCollection services, SettingsReader settings)
    {
        var perSecond = settings.Number("PUBLIC_PER_SECOND", PerSecondStandard, 1, PerSecondMax);
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = (rejected, ct) =>
            {
                var response = rejected.HttpContext.Response;
                response.ContentType = "application/problem+json";
                response.Headers.RetryAfter = "1";
                return new ValueTask(response.WriteAsync(Answer, ct));
            };
            limits.AddPolicy(
                Policy,
                context =>
                    RateLimitPartition.GetTokenBucketLimiter(
                        CallerAddress.Of(context),
                        _ => new TokenBucketRateLimiterOptions
                        {
                            TokenLimit = Burst * perSecond,
                            TokensPerPeriod = perSecond,
                            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                            QueueLimit = 0,
                        }
                    )
            );
        });
    }
}
