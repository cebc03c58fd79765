using System.Net;
using Microsoft.AspNetCore.Http;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Ids;
using Pgp.WebApi.Keys;
using Pgp.WebApi.Sessions;

namespace Pgp.WebApi.Http;

/// <summary>
/// Finds out who asks. A token proves only who it was given to: whether the session or the key
/// still counts is read each time, so that whoever is thrown out is out at once.
/// </summary>
internal sealed class CallerDesk(Database database, AccessTokens tokens)
{
    private const string Scheme = "Bearer ";

    private const string SessionSql = """
        select a.account_id, a.username, a.telegram_user_id, a.email_verified_at is not null,
               coalesce(s.stepped_up_until > $3, false)
          from sessions s
          join accounts a using (account_id)
         where s.session_id = $1
           and s.account_id = $2
           and s.ended_at is null
           and s.expires_at > $3
        """;

    private const string KeySql = """
        select a.account_id, a.username, a.telegram_user_id, a.email_verified_at is not null,
               k.key_id, k.scopes, k.allowed_addresses,
               k.last_used_at is null or k.last_used_at < $2 - interval '1 minute'
          from api_keys k
          join accounts a using (account_id)
         where k.secret_hash = $1
           and k.revoked_at is null
           and (k.expires_at is null or k.expires_at > $2)
        """;

    private const string KeyUsedSql = """
        update api_keys
           set last_used_at = $2
         where key_id = $1
        """;

    public async Task<Caller?> FindAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var text = header[Scheme.Length..].Trim();
        var ct = context.RequestAborted;
        return text.StartsWith(ApiKeySecret.Mark, StringComparison.Ordinal)
            ? await OfKeyAsync(text, CallerAddress.Of(context), ct)
            : await OfSessionAsync(text, ct);
    }

    private async Task<Caller?> OfSessionAsync(string token, CancellationToken ct)
    {
        if (await tokens.ReadAsync(token) is not { } claims)
        {
            return null;
        }

        return await database.RunUncheckedAsync(
            SessionSql,
            sql =>
                sql.With(claims.Session)
                    .With(claims.Account)
                    .With(database.Clock.GetUtcNow())
                    .FirstAsync(
                        row =>
                            Of(row, claims.Session, key: null) with
                            {
                                IsSteppedUp = row.Flag(4),
                                MayWrite = true,
                            },
                        ct
                    ),
            ct
        );
    }

    private async Task<Caller?> OfKeyAsync(string secret, string address, CancellationToken ct)
    {
        var now = database.Clock.GetUtcNow();
        var found = await database.RunUncheckedAsync(
            KeySql,
            sql =>
                sql.With(ApiKeySecret.HashOf(secret))
                    .With(now)
                    .FirstAsync(
                        row => new KeyRow(
                            Of(row, session: null, row.Id<ApiKeyKind>(4)) with
                            {
                                MayWrite = row.Texts(5).Contains(ApiKeySecret.Write),
                            },
                            row.Texts(6),
                            row.Flag(7)
                        ),
                        ct
                    ),
            ct
        );
        if (found is null || !IsAllowed(found.AllowedAddresses, address))
        {
            return null;
        }

        if (found.IsUseStale)
        {
            await database.RunUncheckedAsync(
                KeyUsedSql,
                sql => sql.With(found.Caller.Key).With(now).ExecuteAsync(ct),
                ct
            );
        }

        return found.Caller;
    }

    private static bool IsAllowed(IReadOnlyList<string> allowed, string address) =>
        allowed.Count == 0
        || IPAddress.TryParse(address, out var caller)
            && allowed.Any(range =>
                IPNetwork.TryParse(range, out var network)
                && network.Contains(caller.IsIPv4MappedToIPv6 ? caller.MapToIPv4() : caller)
            );

    private static Caller Of(Row row, SessionId? session, ApiKeyId? key) =>
        new(
            row.Id<AccountKind>(0),
            row.Text(1),
            row.LongOrNull(2) is { } user ? new TelegramUserId(user) : null,
            session,
            key
        )
        {
            IsMailVerified = row.Flag(3),
        };

    private sealed record KeyRow(
        Caller Caller,
        IReadOnlyList<string> AllowedAddresses,
        bool IsUseStale
    );
}
