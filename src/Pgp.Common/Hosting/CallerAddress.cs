using System.Net;
using Microsoft.AspNetCore.Http;

namespace Pgp.Common.Hosting;

/// <summary>Where a request came from.</summary>
public static class CallerAddress
{
    // Behind Google's front end; set by the platform, not by callers.
    private static readonly bool IsBehindFrontEnd =
        Environment.GetEnvironmentVariable("K_SERVICE") is not null;

    /// <summary>
    /// The front end appends the caller to X-Forwarded-For; only the last entry is its word (spec
    /// 70, 4.7).
    /// </summary>
    public static string Of(HttpContext context)
    {
        var remote = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var last = context.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();
        return IsBehindFrontEnd && last.Length > 0 ? last : remote.ToString();
    }
}
