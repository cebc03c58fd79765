using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.WebApi.Accounts;

/// <summary>Which accounts name a mail address.</summary>
internal static class AccountMails
{
    private const string UnverifiedSql = """
        select account_id
          from accounts
         where lower(email) = lower($1)
           and email_verified_at is null
         order by created_at desc
         limit 3
        """;

    private const string VerifiedSql = """
        select account_id
          from accounts
         where lower(email) = lower($1)
           and email_verified_at is not null
        """;

    /// <summary>Those that claim it; the newest, as anybody may claim any.</summary>
    public static Task<IReadOnlyList<AccountId>> UnverifiedAsync(
        Database database,
        string email,
        CancellationToken ct
    ) =>
        database.RunAsync(
            UnverifiedSql,
            sql => sql.With(email).AllAsync(row => row.Id<AccountKind>(0), ct),
            ct
        );

    /// <summary>The one whose it is.</summary>
    public static Task<AccountId?> VerifiedAsync(
        Database database,
        string email,
        CancellationToken ct
    ) =>
        database.RunAsync(
            VerifiedSql,
            sql => sql.With(email).ValueAsync(row => row.Id<AccountKind>(0), ct),
            ct
        );
}
