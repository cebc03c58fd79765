using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pgp.Adapters.NowPayments;

/// <summary>Checks the signature of a NOWPayments notification (spec 70, 1.6).</summary>
public static class IpnSignature
{
    /// <summary>The request header that carries the signature.</summary>
    public const string HeaderName = "x-nowpayments-sig";

    /// <summary>Longer bodies are refused unread; genuine ones are about a kilobyte.</summary>
    public const int BodyBytesMax = 64 * 1024;

    /// <summary>
    /// HMAC-SHA512 over the canonical text, compared in constant time. The vendor's documents and
    /// its SDK disagree about arrays, so both forms are accepted; the outcome says which one
    /// fitted.
    /// </summary>
    /// <param name="secret">The dashboard's IPN key; surrounding white space is ignored.</param>
    /// <exception cref="ArgumentException">
    /// The secret is empty: everything would verify.
    /// </exception>
    public static IpnSignatureOutcome Verify(
        ReadOnlySpan<byte> body,
        string? signatureHeader,
        string secret
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        if (body.Length > BodyBytesMax)
        {
            return new IpnSignatureOutcome.Malformed("body is too long");
        }

        Span<byte> stated = stackalloc byte[HMACSHA512.HashSizeInBytes];
        if (!TryReadHeader(signatureHeader, stated))
        {
            return new IpnSignatureOutcome.Malformed("signature is not 128 hex digits");
        }

        if (!CanonicalJson.TryParse(body, out var root, out var hasArrays))
        {
            return new IpnSignatureOutcome.Malformed("body is not a plain JSON object");
        }

        var key = Encoding.UTF8.GetBytes(secret.Trim());
        if (Matches(root, arraysAsObjects: true, stated, key))
        {
            return new IpnSignatureOutcome.Valid(IpnVariant.ArraysAsObjects);
        }

        return hasArrays && Matches(root, arraysAsObjects: false, stated, key)
            ? new IpnSignatureOutcome.Valid(IpnVariant.ArraysKept)
            : new IpnSignatureOutcome.Invalid();
    }

    private static bool TryReadHeader(string? header, Span<byte> stated)
    {
        var text = header.AsSpan().Trim();
        return text.Length == stated.Length * 2
            && Convert.FromHexString(text, stated, out _, out _)
                == System.Buffers.OperationStatus.Done;
    }

    private static bool Matches(
        JsonElement root,
        bool arraysAsObjects,
        ReadOnlySpan<byte> stated,
        byte[] key
    )
    {
        Span<byte> computed = stackalloc byte[HMACSHA512.HashSizeInBytes];
        HMACSHA512.HashData(key, CanonicalJson.Write(root, arraysAsObjects), computed);
        return CryptographicOperations.FixedTimeEquals(computed, stated);
    }
}

/// <summary>
/// How the vendor serialised the arrays of a body; the same thing when it has none.
/// </summary>
public enum IpnVariant
{
    /// <summary>As objects with index names: the documented sample code.</summary>
    ArraysAsObjects,

    /// <summary>As arrays: the vendor's SDK.</summary>
    ArraysKept,
}

/// <summary>Whether a notification is genuine.</summary>
public abstract record IpnSignatureOutcome
{
    private IpnSignatureOutcome() { }

    public sealed record Valid(IpnVariant Variant) : IpnSignatureOutcome;

    /// <summary>
    /// Well formed, signed by someone who does not know the secret, or not for us.
    /// </summary>
    public sealed record Invalid : IpnSignatureOutcome;

    /// <summary>Nothing that the vendor could have sent.</summary>
    public sealed record Malformed(string Reason) : IpnSignatureOutcome;
}
