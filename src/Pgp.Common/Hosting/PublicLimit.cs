using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Pgp.Common.Hosting;

/// <summary>
/// How often one address may ask public routes: bursts of 60, then 20 per second. More is answered
/// 429. Partners' webhooks are not limited here; they prove who they are.
/// </summary>
public static class PublicLimit
{
    private const string Policy = "public";
    private const int Burst = 60;
    private const int PerSecond = 20;

    /// <summary>Puts routes under the limit.</summary>
    public static TBuilder LimitPublic<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.RequireRateLimiting(Policy);

    internal static void Add(IServiceCollection services) =>
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.AddPolicy(
                Policy,
                context =>
                    RateLimitPartition.GetTokenBucketLimiter(
                        CallerAddress.Of(context),
                        _ => new TokenBucketRateLimiterOptions
                        {
                            TokenLimit = Burst,
                            TokensPerPeriod = PerSecond,
                            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                            QueueLimit = 0,
                        }
                    )
            );
        });
}
