using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Pgp.Contracts.Services;

namespace Pgp.Common.Tokens;

/// <summary>What a task token says: who sends what, to whom, for which message.</summary>
/// <param name="Source">Database role of the sender, as the database recorded it.</param>
/// <param name="Audience">Seed id of the target.</param>
/// <param name="MessageId">The message; the inbox lets its effect happen once.</param>
/// <param name="Purpose">The task's catalogue name.</param>
/// <param name="Correlation">The story it belongs to.</param>
public sealed record TaskClaims(
    string Source,
    string Audience,
    MessageId MessageId,
    string Purpose,
    string Correlation
);

/// <summary>Whether a token may be acted on.</summary>
public abstract record TokenCheck
{
    private TokenCheck() { }

    public sealed record Valid(TaskClaims Claims) : TokenCheck;

    public sealed record Invalid(string Reason) : TokenCheck;
}

/// <summary>
/// JSON web tokens between services (RFC 7519, HS256). Services that lead to the wallet have a key
/// of their own, so that the key of the payment side cannot order a transfer.
/// </summary>
public sealed class TaskTokens(KeyRing payments, KeyRing hostPay, TimeProvider clock)
{
    private const string PurposeClaim = "purpose";
    private const string CorrelationClaim = "story";

    // Bounds the start of work only; replay is the inbox's business.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A token for one delivery.</summary>
    public string Generate(TaskClaims claims)
    {
        var now = clock.GetUtcNow();
        return handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = claims.Source,
                Audience = claims.Audience,
                IssuedAt = now.UtcDateTime,
                NotBefore = now.UtcDateTime,
                Expires = (now + Life).UtcDateTime,
                Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    [JwtRegisteredClaimNames.Sub] = claims.MessageId.ToString(),
                    [PurposeClaim] = claims.Purpose,
                    [CorrelationClaim] = claims.Correlation,
                },
                SigningCredentials = new SigningCredentials(
                    KeyOf(RingOf(claims.Audience).Current),
                    SecurityAlgorithms.HmacSha256
                ),
            }
        );
    }

    /// <summary>Checks signature, audience, purpose and time.</summary>
    public async Task<TokenCheck> ValidateAsync(string token, ServiceName target, string purpose)
    {
        var result = await handler.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidAudience = target.SeedId,
                ValidateIssuer = false,
                ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
                IssuerSigningKeys = RingOf(target.SeedId).Accepted.Select(KeyOf),
                RequireExpirationTime = true,
                LifetimeValidator = (notBefore, expires, _, _) => IsInTime(notBefore, expires),
            }
        );
        if (!result.IsValid || result.SecurityToken is not JsonWebToken read)
        {
            return new TokenCheck.Invalid(result.Exception?.GetType().Name ?? "unreadable");
        }

        if (
            !read.TryGetPayloadValue<string>(PurposeClaim, out var stated)
            || stated != purpose
            || !MessageId.TryParse(read.Subject, out var message)
        )
        {
            return new TokenCheck.Invalid("made for another purpose");
        }

        read.TryGetPayloadValue<string>(CorrelationClaim, out var story);
        return new TokenCheck.Valid(
            new TaskClaims(read.Issuer, target.SeedId, message, purpose, story ?? "")
        );
    }

    private static SymmetricSecurityKey KeyOf(SigningKey key) =>
        new(Encoding.UTF8.GetBytes(key.Material.Reveal())) { KeyId = key.KeyId };

    private bool IsInTime(DateTime? notBefore, DateTime? expires)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end
            && now <= end + Skew
            && (notBefore is not { } start || now >= start - Skew);
    }

    private KeyRing RingOf(string audience) =>
        audience.StartsWith("PGP_HOSTPAY", StringComparison.Ordinal) ? hostPay : payments;
}
