using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Google;

/// <summary>
/// Signs identity tokens and publishes the key, so that real verification code runs.
/// </summary>
internal sealed class IdentityTokens(TimeProvider clock) : IDisposable
{
    public const string Issuer = "https://accounts.google.com";
    private const string KeyId = "sandbox-1";
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly RSA key = RSA.Create(2048);

    public string Sign(string audience, string email)
    {
        var now = clock.GetUtcNow();
        var header = new JsonObject
        {
            ["alg"] = "RS256",
            ["kid"] = KeyId,
            ["typ"] = "JWT",
        };
        var claims = new JsonObject
        {
            ["aud"] = audience,
            ["azp"] = "100000000000000000001",
            ["email"] = email,
            ["email_verified"] = true,
            ["exp"] = (now + Life).ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["iss"] = Issuer,
            ["sub"] = "100000000000000000001",
        };
        var signed = $"{Encoded(header)}.{Encoded(claims)}";
        var signature = key.SignData(
            Encoding.ASCII.GetBytes(signed),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public Answer Keys()
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return Answer.Json(
            new JsonObject
            {
                ["keys"] = new JsonArray(
                    new JsonObject
                    {
                        ["kty"] = "RSA",
                        ["alg"] = "RS256",
                        ["use"] = "sig",
                        ["kid"] = KeyId,
                        ["n"] = Base64Url.EncodeToString(parameters.Modulus),
                        ["e"] = Base64Url.EncodeToString(parameters.Exponent),
                    }
                ),
            }
        );
    }

    public void Dispose() => key.Dispose();

    private static string Encoded(JsonObject part) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(JsText.Stringify(part)));
}
