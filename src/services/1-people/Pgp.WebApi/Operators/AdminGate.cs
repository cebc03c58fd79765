using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Pgp.WebApi.Operators;

/// <summary>Lets operators in: those who know the admin token.</summary>
internal sealed class AdminGate(WebApiOptions options)
{
    private const string Scheme = "Bearer ";

    /// <summary>Compares in constant time; hashing hides the token's length as well.</summary>
    public bool Admits(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(
                Hash(header[Scheme.Length..].Trim()),
                Hash(options.AdminToken.Reveal())
            );
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
