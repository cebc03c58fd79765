using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Pgp.Common.Hosting;

/// <summary>Where a request came from.</summary>
public static class CallerAddress
{
    /// <summary>
    /// As far as it can be known: a caller writes into X-Forwarded-For what he likes, and only
    /// proxies that are trusted append the truth (spec 70, 4.7).
    /// </summary>
    public static string Of(HttpContext context) =>
        context
            .RequestServices.GetRequiredService<TrustedProxies>()
            .CallerOf(
                context.Connection.RemoteIpAddress ?? IPAddress.None,
                context.Request.Headers["X-Forwarded-For"].ToString()
            );
}
