using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pgp.Broadcast.Endpoints;

/// <summary>
/// Lets operators in: those who know the admin token. For whom they speak stands in the request.
/// </summary>
internal sealed class Gate(BroadcastOptions options, ILogger<Gate> log)
{
    private const string Scheme = "Bearer ";

    /// <summary>Answers 401 to everybody else.</summary>
    public async Task<bool> AdmitsAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (
            header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(
                Hash(header[Scheme.Length..].Trim()),
                Hash(options.AdminToken.Reveal())
            )
        )
        {
            return true;
        }

        log.CallerRefused(context.Request.Method);
        await Problem.Unauthorized.WriteAsync(context);
        return false;
    }

    // Hashing hides the token's length as well.
    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
