using System.Security.Cryptography;
using System.Text;
using Pgp.Common.Database;
using Pgp.Common.Secrets;
using Pgp.WebApi.Accounts;

namespace Pgp.WebApi.Sessions;

/// <summary>
/// Checks the second proof of who somebody is: a code of his authenticator, or one of the recovery
/// codes that he keeps for the day when it is lost. The authenticator's secret lies in the database
/// sealed; sealed anew at each use, so that a change of the key is over once everybody was here.
/// </summary>
internal sealed class SecondFactor(SecretBox box)
{
    public const string Purpose = "authenticators";
    public const int RecoveryCodes = 10;

    // Crockford's letters: none can be mistaken for another. 50 bits a code.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int CodeLength = 10;

    private const string UseStepSql = """
        update accounts
           set totp_step = $2, totp_secret = $3
         where account_id = $1
           and (totp_step is null or totp_step < $2)
        """;

    private const string UseCodeSql = """
        update recovery_codes
           set used_at = $3
         where account_id = $1
           and code_hash = $2
           and used_at is null
        """;

    private const string ForgetCodesSql = """
        delete from recovery_codes
         where account_id = $1
        """;

    private const string AddCodeSql = """
        insert into recovery_codes (account_id, code_hash)
        values ($1, $2)
        """;

    private const string KeepSecretSql = """
        update accounts
           set totp_secret = $2, totp_enabled_at = null, totp_step = null
         where account_id = $1
           and totp_enabled_at is null
        """;

    private const string OfferedSecretSql = """
        select totp_secret
          from accounts
         where account_id = $1
           and totp_enabled_at is null
           and totp_secret is not null
        """;

    private const string EnableSql = """
        update accounts
           set totp_enabled_at = $2, totp_step = $3
         where account_id = $1
           and totp_enabled_at is null
        """;

    private const string DisableSql = """
        update accounts
           set totp_secret = null, totp_enabled_at = null, totp_step = null
         where account_id = $1
        """;

    /// <summary>What a code turned out to be.</summary>
    public enum Proof
    {
        Wrong,
        Authenticator,
        RecoveryCode,
    }

    /// <param name="account">One with an authenticator.</param>
    public async Task<Proof> CheckAsync(
        Unit unit,
        Account account,
        string code,
        CancellationToken ct
    )
    {
        if (
            Open(account.TotpSecret, account.Id) is { } secret
            && Totp.StepOf(secret, code, account.TotpStep, unit.Now) is { } step
            && await unit.Sql(UseStepSql)
                .With(account.Id)
                .With(step)
                .With(Seal(secret, account.Id))
                .HitsAsync(ct)
        )
        {
            return Proof.Authenticator;
        }

        return await unit.Sql(UseCodeSql)
            .With(account.Id)
            .With(HashOf(code))
            .With(unit.Now)
            .HitsAsync(ct)
            ? Proof.RecoveryCode
            : Proof.Wrong;
    }

    /// <summary>A new set; the old one is void.</summary>
    public static async Task<IReadOnlyList<string>> NewCodesAsync(
        Unit unit,
        AccountId account,
        CancellationToken ct
    )
    {
        await unit.Sql(ForgetCodesSql).With(account).ExecuteAsync(ct);
        var codes = new List<string>();
        for (var i = 0; i < RecoveryCodes; i++)
        {
            var code = RandomNumberGenerator.GetString(Letters, CodeLength);
            await unit.Sql(AddCodeSql).With(account).With(HashOf(code)).ExecuteAsync(ct);
            codes.Add($"{code[..(CodeLength / 2)]}-{code[(CodeLength / 2)..]}");
        }

        return codes;
    }

    /// <returns><see langword="false"/>: there is an authenticator already.</returns>
    public Task<bool> OfferAsync(
        Unit unit,
        AccountId account,
        byte[] secret,
        CancellationToken ct
    ) => unit.Sql(KeepSecretSql).With(account).With(Seal(secret, account)).HitsAsync(ct);

    /// <returns><see langword="false"/>: not offered, or the code is wrong.</returns>
    public async Task<bool> EnableAsync(
        Unit unit,
        AccountId account,
        string code,
        CancellationToken ct
    )
    {
        var offered = await unit.Sql(OfferedSecretSql)
            .With(account)
            .FirstAsync(row => row.Bytes(0), ct);
        return Open(offered, account) is { } secret
            && Totp.StepOf(secret, code, usedStep: null, unit.Now) is { } step
            && await unit.Sql(EnableSql).With(account).With(unit.Now).With(step).HitsAsync(ct);
    }

    public static async Task DisableAsync(Unit unit, AccountId account, CancellationToken ct)
    {
        await unit.Sql(DisableSql).With(account).ExecuteAsync(ct);
        await unit.Sql(ForgetCodesSql).With(account).ExecuteAsync(ct);
    }

    private byte[] Seal(byte[] secret, AccountId account) => box.Seal(secret, account.ToString());

    // Null also when the key was lost: recovery codes go on to work.
    private byte[]? Open(byte[]? sealedSecret, AccountId account) =>
        sealedSecret is null ? null : box.Open(sealedSecret, account.ToString());

    // As people type it: any case, with or without the dash.
    private static byte[] HashOf(string code) =>
        SHA256.HashData(
            Encoding.UTF8.GetBytes(
                code.Replace("-", "", StringComparison.Ordinal)
                    .Replace(" ", "", StringComparison.Ordinal)
                    .ToUpperInvariant()
            )
        );
}
