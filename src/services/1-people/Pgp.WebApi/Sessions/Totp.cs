using System.Security.Cryptography;
using OtpNet;

namespace Pgp.WebApi.Sessions;

/// <summary>Codes of authenticator apps (RFC 6238): six digits, 30 seconds, SHA-1.</summary>
internal static class Totp
{
    private const string Issuer = "PayGatePrime";
    private const int SecretBytes = 20;

    // One step before and after, for clocks that are a little off.
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>The secret as people type it.</summary>
    public static string TextOf(byte[] secret) => Base32Encoding.ToString(secret);

    /// <summary>What the app reads from the picture.</summary>
    public static string UriOf(byte[] secret, string username) =>
        new OtpUri(OtpType.Totp, secret, username, Issuer).ToString();

    /// <summary>Codes work once: only steps after the newest used one count.</summary>
    /// <returns>The step of the code; null: wrong, or used already.</returns>
    public static long? StepOf(byte[] secret, string code, long? usedStep, DateTimeOffset now)
    {
        var reader = new OtpNet.Totp(secret);
        return
            reader.VerifyTotp(
                now.UtcDateTime,
                code.Replace(" ", "", StringComparison.Ordinal),
                out var step,
                Window
            ) && (usedStep is null || step > usedStep)
            ? step
            : null;
    }
}
