using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;
using Pgp.WebApi.Http;
using Pgp.WebApi.Sessions;

namespace Pgp.WebApi.Accounts;

internal sealed record ResetRequest(string? Token, string? NewPassword);

internal sealed record ChangePasswordRequest(string? CurrentPassword, string? NewPassword);

/// <summary>Changes passwords; whoever was signed in with the old one no longer is.</summary>
internal sealed class PasswordApi(Database database, PasswordHash passwords, Attempts attempts)
{
    private static readonly AttemptRule ForgotRule = new("forgot_to", 3, TimeSpan.FromHours(1));
    private static readonly AttemptRule GuessRule = new(
        "current_password",
        10,
        TimeSpan.FromMinutes(15)
    );

    /// <summary><c>POST /auth/forgot-password</c>: the same answer for all.</summary>
    public async Task<Results<Accepted, Problem>> ForgotAsync(
        EmailRequest request,
        CancellationToken ct
    )
    {
        var errors = new List<FieldError>();
        var email = new AccountCheck(errors).Email("email", request.Email);
        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        if (
            await AccountMails.VerifiedAsync(database, email, ct) is { } account
            && await attempts.TakeAsync(
                AttemptKey.Of(ForgotRule.Name, account.ToString()),
                ForgotRule,
                ct
            )
                is null
        )
        {
            await using var unit = await database.BeginAsync(ct);
            unit.BeginsStoryOf(account.ToString());
            await unit.EnqueueAsync(
                AccountMailWanted.Of(account, AccountMail.ResetPassword, unit.Now),
                ct
            );
            await unit.CommitAsync(ct);
        }

        return TypedResults.Accepted((string?)null);
    }

    /// <summary><c>POST /auth/reset-password</c>: ends all sessions.</summary>
    public async Task<Results<NoContent, Problem>> ResetAsync(
        ResetRequest request,
        CancellationToken ct
    )
    {
        var errors = new List<FieldError>();
        var password = new AccountCheck(errors).Password("new_password", request.NewPassword);
        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        var hash = await passwords.MakeAsync(password, ct);
        await using var unit = await database.BeginAsync(ct);
        var token = await AccountTokens.TakeAsync(
            unit,
            TokenPurpose.ResetPassword,
            request.Token ?? "",
            ct
        );
        if (token is null)
        {
            return AccountProblems.TokenVoid;
        }

        var account = await AccountQueries.LockAsync(unit, token.Account, ct);
        await ReplaceAsync(unit, account, hash, keep: null, EndReasons.PasswordReset, ct);
        await Audit.WriteAsync(
            unit,
            AccountAudit.Of(account.Id, account.Username, "password.reset"),
            ct
        );
        await unit.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    /// <summary><c>POST /auth/account/change-password</c>: ends all other sessions.</summary>
    public async Task<Results<NoContent, Problem>> ChangeAsync(
        Caller caller,
        ChangePasswordRequest request,
        CancellationToken ct
    )
    {
        var errors = new List<FieldError>();
        var password = new AccountCheck(errors).Password("new_password", request.NewPassword);
        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        var key = AttemptKey.Of(GuessRule.Name, caller.Account.ToString());
        if (await attempts.TakeAsync(key, GuessRule, ct) is { } wait)
        {
            return Problem.TooOften(wait);
        }

        var account = await AccountQueries.FindAsync(database, caller.Account, ct);
        var current = request.CurrentPassword ?? "";
        if (!await passwords.MatchesAsync(account?.PasswordHash, current, ct))
        {
            return AccountProblems.WrongPassword("current_password");
        }

        if (password == current)
        {
            return Problem.Invalid("new_password", "same", "This is your password already.");
        }

        var hash = await passwords.MakeAsync(password, ct);
        await using var unit = await database.BeginAsync(ct);
        var locked = await AccountQueries.LockAsync(unit, caller.Account, ct);
        if (locked.PasswordHash != account!.PasswordHash)
        {
            return AccountProblems.WrongPassword("current_password");
        }

        await ReplaceAsync(unit, locked, hash, caller.Session, EndReasons.PasswordChanged, ct);
        await Audit.WriteAsync(unit, AccountAudit.Of(caller, "password.changed"), ct);
        await unit.CommitAsync(ct);
        await attempts.ForgetAsync(key, ct);
        return TypedResults.NoContent();
    }

    private static async Task ReplaceAsync(
        Unit unit,
        Account account,
        string hash,
        SessionId? keep,
        string reason,
        CancellationToken ct
    )
    {
        await AccountQueries.ChangePasswordAsync(unit, account.Id, hash, ct);
        await SessionQueries.EndOthersAsync(unit, account.Id, keep, reason, ct);
        await AccountTokens.DropAsync(unit, account.Id, TokenPurpose.ResetPassword, ct);
        unit.BeginsStoryOf(account.Id.ToString());
        await unit.EnqueueAsync(
            AccountMailWanted.Of(account.Id, AccountMail.PasswordChanged, unit.Now),
            ct
        );
    }
}
