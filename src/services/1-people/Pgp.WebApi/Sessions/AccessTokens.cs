using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Pgp.Common.Tokens;
using Pgp.Contracts.Services;

namespace Pgp.WebApi.Sessions;

/// <summary>Whom a token was given to.</summary>
internal sealed record TokenClaims(AccountId Account, SessionId Session);

/// <summary>
/// JSON web tokens for accounts (RFC 7519, HS256), valid for a quarter of an hour. They have a key
/// of their own, so that no other part of the system can speak for an owner.
/// </summary>
internal sealed class AccessTokens(WebApiOptions options, TimeProvider clock)
{
    /// <summary>How long a token is good for.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private const string SessionClaim = "sid";

    // Clocks of several machines differ a little.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private static readonly string Self = ServiceName.WebApi.SeedId;

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    public string Make(TokenClaims claims)
    {
        var now = clock.GetUtcNow();
        return handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Self,
                Audience = Self,
                IssuedAt = now.UtcDateTime,
                NotBefore = now.UtcDateTime,
                Expires = (now + Life).UtcDateTime,
                Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    [JwtRegisteredClaimNames.Sub] = claims.Account.ToString(),
                    [SessionClaim] = claims.Session.ToString(),
                },
                SigningCredentials = new SigningCredentials(
                    KeyOf(options.TokenKeys.Current),
                    SecurityAlgorithms.HmacSha256
                ),
            }
        );
    }

    /// <returns>Null: not ours, changed, or too old.</returns>
    public async Task<TokenClaims?> ReadAsync(string token)
    {
        var result = await handler.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidIssuer = Self,
                ValidAudience = Self,
                ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
                IssuerSigningKeys = options.TokenKeys.Accepted.Select(KeyOf),
                RequireExpirationTime = true,
                LifetimeValidator = (notBefore, expires, _, _) => IsInTime(notBefore, expires),
            }
        );
        return
            result.IsValid
            && result.SecurityToken is JsonWebToken read
            && AccountId.TryParse(read.Subject, out var account)
            && read.TryGetPayloadValue<string>(SessionClaim, out var text)
            && SessionId.TryParse(text, out var session)
            ? new TokenClaims(account, session)
            : null;
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
}
