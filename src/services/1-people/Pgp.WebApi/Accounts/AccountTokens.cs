using System.Security.Cryptography;
using System.Text;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.WebApi.Accounts;

/// <summary>The words of <c>account_tokens.purpose</c>, each with how long it works.</summary>
internal sealed record TokenPurpose(string Word, TimeSpan Life)
{
    public static TokenPurpose VerifyEmail { get; } = new("verify_email", TimeSpan.FromHours(24));

    public static TokenPurpose ResetPassword { get; } =
        new("reset_password", TimeSpan.FromHours(1));

    public static TokenPurpose ChangeEmail { get; } = new("change_email", TimeSpan.FromHours(1));

    public static TokenPurpose LinkTelegram { get; } =
        new("link_telegram", TimeSpan.FromMinutes(15));
}

/// <summary>What a token turned out to stand for.</summary>
/// <param name="Email">The mail it was sent to.</param>
internal sealed record TakenToken(AccountId Account, string Email);

/// <summary>
/// Secrets that travel by mail or link. Kept as hashes, each works once, and a newer one of the
/// same purpose makes the older void.
/// </summary>
internal static class AccountTokens
{
    // Letters and digits only: Telegram's links and ours take them as they are.
    private const string Alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // 256 bits.
    private const int SecretLength = 43;

    private const string PutSql = """
        insert into account_tokens (account_id, purpose, token_hash, email, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $5 + $6)
        on conflict (account_id, purpose) do update
           set token_hash = excluded.token_hash, email = excluded.email,
               created_at = excluded.created_at, expires_at = excluded.expires_at
        """;

    private const string TakeSql = """
        delete from account_tokens
         where token_hash = $1
           and purpose = $2
           and expires_at > $3
        returning account_id, email
        """;

    private const string DropSql = """
        delete from account_tokens
         where account_id = $1
           and purpose = $2
        """;

    private const string PurgeSql = """
        delete from account_tokens
         where expires_at < $1
        """;

    public static string NewSecret() => RandomNumberGenerator.GetString(Alphabet, SecretLength);

    /// <summary>Plain SHA-256 is enough for what nobody can guess.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <returns>The secret; it is not kept.</returns>
    public static async Task<string> MakeAsync(
        Unit unit,
        AccountId account,
        TokenPurpose purpose,
        string email,
        CancellationToken ct
    )
    {
        var secret = NewSecret();
        await unit.Sql(PutSql)
            .With(account)
            .With(purpose.Word)
            .With(HashOf(secret))
            .With(email)
            .With(unit.Now)
            .With(purpose.Life)
            .ExecuteAsync(ct);
        return secret;
    }

    /// <returns>Null: unknown, used, replaced, or too old.</returns>
    public static Task<TakenToken?> TakeAsync(
        Unit unit,
        TokenPurpose purpose,
        string secret,
        CancellationToken ct
    ) => TakeByHashAsync(unit, purpose, HashOf(secret), ct);

    /// <summary>As <see cref="TakeAsync"/>, for who was told the hash.</summary>
    public static Task<TakenToken?> TakeByHashAsync(
        Unit unit,
        TokenPurpose purpose,
        byte[] hash,
        CancellationToken ct
    ) =>
        unit.Sql(TakeSql)
            .With(hash)
            .With(purpose.Word)
            .With(unit.Now)
            .FirstAsync(row => new TakenToken(row.Id<AccountKind>(0), row.Text(1)), ct);

    public static Task DropAsync(
        Unit unit,
        AccountId account,
        TokenPurpose purpose,
        CancellationToken ct
    ) => unit.Sql(DropSql).With(account).With(purpose.Word).ExecuteAsync(ct);

    public static Task PurgeAsync(Unit unit, CancellationToken ct) =>
        unit.Sql(PurgeSql).With(unit.Now).ExecuteAsync(ct);
}
