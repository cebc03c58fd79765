using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;
using Pgp.WebApi.Http;
using Pgp.WebApi.Mails;

namespace Pgp.WebApi.Accounts;

/// <param name="Token">From the link in the mail.</param>
internal sealed record TokenRequest(string? Token);

internal sealed record EmailRequest(string? Email);

internal sealed record NewEmailRequest(string? NewEmail);

/// <param name="CanResendAt">Null where it is confirmed.</param>
internal sealed record VerificationView(
    bool EmailVerified,
    string Email,
    DateTimeOffset? CanResendAt
);

/// <summary>Waits for a mail that was asked for.</summary>
internal sealed record PendingEmailView(string PendingEmail);

/// <summary>
/// Confirms and changes mail addresses. Links lead to a page with a button: a scanner that opens
/// them changes nothing (spec 30, scenario 29).
/// </summary>
internal sealed class EmailApi(Database database, Attempts attempts)
{
    private static readonly TimeSpan ResendPause = TimeSpan.FromMinutes(5);
    private static readonly AttemptRule ResendRule = new("resend_to", 1, ResendPause);

    /// <summary>
    /// <c>POST /auth/verify-email</c>: needs no session, the link may be opened anywhere.
    /// </summary>
    public async Task<Results<NoContent, Problem>> VerifyAsync(
        TokenRequest request,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (
            await AccountTokens.TakeAsync(unit, TokenPurpose.VerifyEmail, request.Token ?? "", ct)
            is not { } taken
        )
        {
            return AccountProblems.TokenVoid;
        }

        if (!await AccountQueries.VerifyMailAsync(unit, taken.Account, taken.Email, ct))
        {
            return AccountProblems.MailTaken;
        }

        var account = await AccountQueries.LockAsync(unit, taken.Account, ct);
        await Audit.WriteAsync(
            unit,
            AccountAudit.Of(account.Id, account.Username, "email.verified"),
            ct
        );
        await unit.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    /// <summary><c>GET /auth/verification/status</c>.</summary>
    public async Task<Results<Ok<VerificationView>, Problem>> StatusAsync(
        Caller caller,
        CancellationToken ct
    )
    {
        if (await AccountQueries.FindAsync(database, caller.Account, ct) is not { } account)
        {
            return Problem.Unauthorized;
        }

        var again = account.IsMailVerified
            ? (DateTimeOffset?)null
            : await attempts.FreeAtAsync(ResendKey(account.Id), ct);
        return TypedResults.Ok(new VerificationView(account.IsMailVerified, account.Email, again));
    }

    /// <summary><c>POST /auth/verification/resend</c>: once in five minutes.</summary>
    public async Task<Results<Accepted, Problem>> ResendAsync(Caller caller, CancellationToken ct)
    {
        if (caller.IsMailVerified)
        {
            return AccountProblems.VerifiedAlready;
        }

        if (await attempts.TakeAsync(ResendKey(caller.Account), ResendRule, ct) is { } wait)
        {
            return Problem.TooOften(wait);
        }

        await SendAsync(caller.Account, AccountMail.VerifyEmail, ct);
        return TypedResults.Accepted((string?)null);
    }

    /// <summary>
    /// <c>POST /auth/resend-verification</c>: for who cannot sign in; the same answer for all.
    /// </summary>
    public async Task<Results<Accepted, Problem>> ResendToAsync(
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

        foreach (var account in await AccountMails.UnverifiedAsync(database, email, ct))
        {
            if (await attempts.TakeAsync(ResendKey(account), ResendRule, ct) is null)
            {
                await SendAsync(account, AccountMail.VerifyEmail, ct);
            }
        }

        return TypedResults.Accepted((string?)null);
    }

    /// <summary><c>POST /auth/account/change-email</c>.</summary>
    public async Task<Results<Accepted<PendingEmailView>, Problem>> ChangeAsync(
        Caller caller,
        NewEmailRequest request,
        CancellationToken ct
    )
    {
        var errors = new List<FieldError>();
        var email = new AccountCheck(errors).Email("new_email", request.NewEmail);
        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        await using var unit = await database.BeginAsync(ct);
        var account = await AccountQueries.LockAsync(unit, caller.Account, ct);
        if (email.Equals(account.Email, StringComparison.OrdinalIgnoreCase))
        {
            return Problem.Invalid("new_email", "same", "This is your address already.");
        }

        // Whether it is another's is not told here: its mail says so there.
        await AccountQueries.AskForMailAsync(unit, account.Id, email, ct);
        unit.BeginsStoryOf(account.Id.ToString());
        await unit.EnqueueAsync(
            AccountMailWanted.Of(account.Id, AccountMail.ChangeEmailNotice, unit.Now),
            ct
        );
        await unit.EnqueueAsync(
            AccountMailWanted.Of(account.Id, AccountMail.ConfirmEmailChange, unit.Now),
            ct
        );
        await WriteAsync(unit, caller, "email.change_requested", account.Email, email, ct);
        await unit.CommitAsync(ct);
        return TypedResults.Accepted((string?)null, new PendingEmailView(email));
    }

    /// <summary><c>POST /auth/account/confirm-email-change</c>.</summary>
    public async Task<Results<NoContent, Problem>> ConfirmAsync(
        TokenRequest request,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        var token = await AccountTokens.TakeAsync(
            unit,
            TokenPurpose.ChangeEmail,
            request.Token ?? "",
            ct
        );
        if (token is null)
        {
            return AccountProblems.TokenVoid;
        }

        var account = await AccountQueries.LockAsync(unit, token.Account, ct);
        if (!await AccountQueries.ChangeMailAsync(unit, account.Id, token.Email, ct))
        {
            return AccountProblems.MailTaken;
        }

        unit.BeginsStoryOf(account.Id.ToString());
        await unit.EnqueueAsync(
            AccountMailWanted.Of(account.Id, AccountMail.EmailChanged, unit.Now),
            ct
        );
        await Audit.WriteAsync(
            unit,
            AccountAudit.Of(account.Id, account.Username, "email.changed") with
            {
                Before = Shown(account.Email),
                After = Shown(token.Email),
            },
            ct
        );
        await unit.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    /// <summary><c>POST /auth/account/cancel-email-change</c>.</summary>
    public async Task<NoContent> CancelAsync(Caller caller, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        await AccountQueries.AskForMailAsync(unit, caller.Account, email: null, ct);
        await AccountTokens.DropAsync(unit, caller.Account, TokenPurpose.ChangeEmail, ct);
        await Audit.WriteAsync(unit, AccountAudit.Of(caller, "email.change_cancelled"), ct);
        await unit.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    private async Task SendAsync(AccountId account, AccountMail kind, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        unit.BeginsStoryOf(account.ToString());
        await unit.EnqueueAsync(AccountMailWanted.Of(account, kind, unit.Now), ct);
        await unit.CommitAsync(ct);
    }

    private static Task WriteAsync(
        Unit unit,
        Caller caller,
        string action,
        string before,
        string after,
        CancellationToken ct
    ) =>
        Audit.WriteAsync(
            unit,
            AccountAudit.Of(caller, action) with
            {
                Before = Shown(before),
                After = Shown(after),
            },
            ct
        );

    private static AttemptKey ResendKey(AccountId account) =>
        AttemptKey.Of(ResendRule.Name, account.ToString());

    private static JsonObject Shown(string email) => new() { ["email"] = MaskedEmail.Of(email) };
}
