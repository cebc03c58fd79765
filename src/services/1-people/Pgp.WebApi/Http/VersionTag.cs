using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Pgp.WebApi.Http;

/// <summary>
/// ETag and If-Match (RFC 9110, 8.8.3 and 13.1.1): who changes something says which version of it
/// he
/// has seen, so that nobody undoes another's work unseen.
/// </summary>
internal static class VersionTag
{
    private static Problem Missing { get; } =
        Problem.Of(
            StatusCodes.Status428PreconditionRequired,
            "version_required",
            "Send the ETag that you read as header If-Match."
        );

    private static Problem Stale { get; } =
        Problem.Of(
            StatusCodes.Status412PreconditionFailed,
            "version_changed",
            "It was changed meanwhile. Read it again, look at what is new, and repeat your change."
        );

    public static string Of(int version) =>
        string.Create(CultureInfo.InvariantCulture, $"\"v{version}\"");

    /// <returns>Null when the caller has seen this version.</returns>
    public static Problem? ProblemOf(HttpRequest request, int version)
    {
        var seen = request.Headers.IfMatch.ToString();
        return seen.Length == 0 ? Missing
            : seen == Of(version) || seen == "*" ? null
            : Stale;
    }
}
