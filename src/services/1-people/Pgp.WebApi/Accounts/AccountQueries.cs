using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.WebApi.Accounts;

/// <summary>Accounts; names and mails are the same in any case.</summary>
internal static class AccountQueries
{
    private const string InsertSql = """
        insert into accounts (
            account_id, username, email, password_hash, password_changed_at, language, created_at,
            last_login_at)
        values ($1, $2, $3, $4, $6, $5, $6, $6)
        on conflict (lower(username)) do nothing
        """;

    private const string FindSql = """
        select account_id, username, email, email_verified_at is not null, password_hash,
               pending_email, case when totp_enabled_at is not null then totp_secret end, totp_step,
               telegram_user_id is not null, language, created_at, last_login_at
          from accounts
         where account_id = $1
        """;

    private const string LockSql = """
        select account_id, username, email, email_verified_at is not null, password_hash,
               pending_email, case when totp_enabled_at is not null then totp_secret end, totp_step,
               telegram_user_id is not null, language, created_at, last_login_at
          from accounts
         where account_id = $1
           for no key update
        """;

    // A name has no @, so at most one of the two finds somebody.
    private const string FindByLoginSql = """
        select account_id, username, email, email_verified_at is not null, password_hash,
               pending_email, case when totp_enabled_at is not null then totp_secret end, totp_step,
               telegram_user_id is not null, language, created_at, last_login_at
          from accounts
         where lower(username) = lower($1)
            or (lower(email) = lower($1) and email_verified_at is not null)
        """;

    private const string LoggedInSql = """
        update accounts
           set last_login_at = $2
         where account_id = $1
        """;

    private const string VerifyMailSql = """
        update accounts a
           set email_verified_at = $3
         where account_id = $1
           and email = $2
           and email_verified_at is null
           and not exists (
             select from accounts other
              where lower(other.email) = lower($2)
                and other.email_verified_at is not null)
        """;

    private const string IsMailTakenSql = """
        select exists (
          select from accounts
           where lower(email) = lower($2)
             and email_verified_at is not null
             and account_id <> $1)
        """;

    private const string AskForMailSql = """
        update accounts
           set pending_email = $2
         where account_id = $1
        """;

    private const string ChangeMailSql = """
        update accounts a
           set email = pending_email, pending_email = null, email_verified_at = $3
         where account_id = $1
           and pending_email = $2
           and not exists (
             select from accounts other
              where lower(other.email) = lower($2)
                and other.email_verified_at is not null)
        """;

    private const string ChangePasswordSql = """
        update accounts
           set password_hash = $2, password_changed_at = $3
         where account_id = $1
        """;

    /// <returns><see langword="false"/>: the name is taken.</returns>
    public static Task<bool> InsertAsync(Unit unit, Account account, CancellationToken ct) =>
        unit.Sql(InsertSql)
            .With(account.Id)
            .With(account.Username)
            .With(account.Email)
            .With(account.PasswordHash)
            .With(account.Language)
            .With(unit.Now)
            .HitsAsync(ct);

    public static Task<Account?> FindAsync(Database database, AccountId id, CancellationToken ct) =>
        database.RunAsync(FindSql, sql => sql.With(id).FirstAsync(Read, ct), ct);

    /// <summary>Nobody else changes it until the unit ends.</summary>
    public static async Task<Account> LockAsync(Unit unit, AccountId id, CancellationToken ct) =>
        await unit.Sql(LockSql).With(id).FirstAsync(Read, ct)
        ?? throw new InvalidOperationException($"account {id} is gone");

    /// <param name="login">A name, or a mail that is confirmed.</param>
    public static Task<Account?> FindByLoginAsync(
        Database database,
        string login,
        CancellationToken ct
    ) => database.RunAsync(FindByLoginSql, sql => sql.With(login).FirstAsync(Read, ct), ct);

    public static Task LoggedInAsync(Unit unit, AccountId id, CancellationToken ct) =>
        unit.Sql(LoggedInSql).With(id).With(unit.Now).ExecuteAsync(ct);

    /// <returns><see langword="false"/>: another account has shown first that it is his.</returns>
    public static Task<bool> VerifyMailAsync(
        Unit unit,
        AccountId id,
        string email,
        CancellationToken ct
    ) => unit.Sql(VerifyMailSql).With(id).With(email).With(unit.Now).HitsAsync(ct);

    public static async Task<bool> IsMailTakenAsync(
        Database database,
        AccountId by,
        string email,
        CancellationToken ct
    ) =>
        await database.RunAsync(
            IsMailTakenSql,
            sql => sql.With(by).With(email).ValueAsync(row => row.Flag(0), ct),
            ct
        ) == true;

    /// <param name="email">Null: it stays as it is.</param>
    public static Task AskForMailAsync(
        Unit unit,
        AccountId id,
        string? email,
        CancellationToken ct
    ) => unit.Sql(AskForMailSql).With(id).With(email).ExecuteAsync(ct);

    /// <returns><see langword="false"/>: it is no longer wanted, or another's by now.</returns>
    public static Task<bool> ChangeMailAsync(
        Unit unit,
        AccountId id,
        string email,
        CancellationToken ct
    ) => unit.Sql(ChangeMailSql).With(id).With(email).With(unit.Now).HitsAsync(ct);

    public static Task ChangePasswordAsync(
        Unit unit,
        AccountId id,
        string hash,
        CancellationToken ct
    ) => unit.Sql(ChangePasswordSql).With(id).With(hash).With(unit.Now).ExecuteAsync(ct);

    private static Account Read(Row row) =>
        new(row.Id<AccountKind>(0), row.Text(1), row.Text(2), row.Flag(3), row.Text(4))
        {
            PendingEmail = row.TextOrNull(5),
            TotpSecret = row.BytesOrNull(6),
            TotpStep = row.LongOrNull(7),
            IsLinked = row.Flag(8),
            Language = row.Text(9),
            CreatedAt = row.Time(10),
            LastLoginAt = row.TimeOrNull(11),
        };
}
