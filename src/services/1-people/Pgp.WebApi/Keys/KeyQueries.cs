using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.WebApi.Keys;

/// <summary>API keys; of the secret only its hash.</summary>
internal static class KeyQueries
{
    private const string ListSql = """
        select key_id, name, prefix, scopes, allowed_addresses, created_at, expires_at, last_used_at
          from api_keys
         where account_id = $1
           and revoked_at is null
         order by key_id desc
        """;

    private const string CountSql = """
        select count(*)
          from api_keys
         where account_id = $1
           and revoked_at is null
        """;

    private const string InsertSql = """
        insert into api_keys (
            key_id, account_id, name, prefix, secret_hash, scopes, allowed_addresses, created_at,
            expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    private const string RevokeSql = """
        update api_keys
           set revoked_at = $3
         where account_id = $1
           and key_id = $2
           and revoked_at is null
        """;

    public static Task<IReadOnlyList<KeyView>> ListAsync(
        Database database,
        AccountId account,
        CancellationToken ct
    ) =>
        database.RunAsync(
            ListSql,
            sql =>
                sql.With(account)
                    .AllAsync(
                        row => new KeyView(
                            row.Id<ApiKeyKind>(0).ToString(),
                            row.Text(1),
                            row.Text(2),
                            row.Texts(3),
                            row.Texts(4),
                            row.Time(5),
                            row.TimeOrNull(6),
                            row.TimeOrNull(7)
                        ),
                        ct
                    ),
            ct
        );

    public static async Task<long> CountAsync(Unit unit, AccountId account, CancellationToken ct) =>
        await unit.Sql(CountSql).With(account).ValueAsync(row => row.Long(0), ct) ?? 0;

    public static Task InsertAsync(
        Unit unit,
        AccountId account,
        KeyView key,
        byte[] hash,
        CancellationToken ct
    ) =>
        unit.Sql(InsertSql)
            .With(ApiKeyId.Parse(key.KeyId))
            .With(account)
            .With(key.Name)
            .With(key.Prefix)
            .With(hash)
            .With([.. key.Scopes])
            .With([.. key.AllowedAddresses])
            .With(key.CreatedAt)
            .With(key.ExpiresAt)
            .ExecuteAsync(ct);

    /// <returns><see langword="false"/>: there is none, or it is another's.</returns>
    public static Task<bool> RevokeAsync(
        Unit unit,
        AccountId account,
        ApiKeyId key,
        CancellationToken ct
    ) => unit.Sql(RevokeSql).With(account).With(key).With(unit.Now).HitsAsync(ct);
}
