using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Tasks;
using Pgp.WebApi.Accounts;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Sessions;

/// <param name="Login">A name, or a confirmed mail address.</param>
/// <param name="Code">Of the authenticator, or a recovery code.</param>
/// <param name="Session"><c>cookie</c> for the site, <c>token</c> for programs.</param>
internal sealed record LoginRequest(string? Login, string? Password, string? Code, string? Session);

/// <param name="RefreshToken">Null where it is in the cookie.</param>
internal sealed record RefreshRequest(string? RefreshToken);

/// <param name="Password">Of an account without an authenticator.</param>
/// <param name="Code">Of one with an authenticator.</param>
internal sealed record StepUpRequest(string? Password, string? Code);

/// <param name="Until">How long sensitive changes are possible.</param>
internal sealed record StepUpView(DateTimeOffset Until);

internal sealed record SessionItem(
    string SessionId,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUsedAt,
    string UserAgent,
    bool IsCurrent
);

internal sealed record SessionsView(IReadOnlyList<SessionItem> Items);

/// <summary>Signing in and out.</summary>
internal sealed class SessionsApi(
    Database database,
    PasswordHash passwords,
    SessionDesk desk,
    SessionAnswers answers,
    SecondFactor factor,
    Attempts attempts,
    ILogger<SessionsApi> log
)
{
    private static readonly TimeSpan GuessWindow = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan StepUpLife = TimeSpan.FromMinutes(10);

    // One address may not guess long at one name; many addresses together, not for ever.
    private static readonly AttemptRule GuessRule = new("login", 10, GuessWindow);
    private static readonly AttemptRule NameRule = new("login_name", 50, GuessWindow);
    private static readonly AttemptRule StepUpRule = new("step_up", 10, GuessWindow);

    /// <summary>
    /// <c>POST /auth/login</c>. An unknown name costs the same time and gets the same answer as a
    /// wrong password, and is locked alike.
    /// </summary>
    public async Task<Results<Ok<SessionView>, Problem>> LoginAsync(
        LoginRequest request,
        HttpContext context,
        CancellationToken ct
    )
    {
        var login = request.Login?.Trim() ?? "";
        var keys = KeysOf(login, context);
        if (await TooOftenAsync(keys, ct) is { } locked)
        {
            return locked;
        }

        var found = await AccountQueries.FindByLoginAsync(database, login, ct);
        if (!await passwords.MatchesAsync(found?.PasswordHash, request.Password ?? "", ct))
        {
            log.LoginRefused();
            return AccountProblems.WrongCredentials;
        }

        await using var unit = await database.BeginAsync(ct);
        var account = await AccountQueries.LockAsync(unit, found!.Id, ct);
        if (account.PasswordHash != found.PasswordHash)
        {
            return AccountProblems.WrongCredentials;
        }

        if (await CodeProblemAsync(unit, account, request.Code, ct) is { } problem)
        {
            return problem;
        }

        await AccountQueries.LoggedInAsync(unit, account.Id, ct);
        var agent = context.Request.Headers.UserAgent.ToString();
        var session = await SessionDesk.OpenAsync(unit, account.Id, agent, ct);
        await Audit.WriteAsync(
            unit,
            AccountAudit.Of(account.Id, account.Username, "session.opened"),
            ct
        );
        await unit.CommitAsync(ct);
        foreach (var (key, _) in keys)
        {
            await attempts.ForgetAsync(key, ct);
        }

        return TypedResults.Ok(
            answers.Of(context, session, account, request.Session == SessionAnswers.ByCookie)
        );
    }

    /// <summary><c>POST /auth/refresh</c>: by body, or by the site's cookie.</summary>
    public async Task<Results<Ok<SessionView>, Problem>> RefreshAsync(
        RefreshRequest request,
        HttpContext context,
        CancellationToken ct
    )
    {
        var inCookie = SessionAnswers.TokenInCookie(context);
        var token = request.RefreshToken ?? inCookie;
        var session = token is null ? null : await desk.RefreshAsync(token, ct);
        var account = session is null
            ? null
            : await AccountQueries.FindAsync(database, session.Account, ct);
        if (account is null)
        {
            if (inCookie is not null)
            {
                answers.TakeCookieBack(context);
            }

            return AccountProblems.SessionOver;
        }

        return TypedResults.Ok(
            answers.Of(context, session!, account, byCookie: request.RefreshToken is null)
        );
    }

    /// <summary><c>POST /auth/logout</c>: the same answer for all.</summary>
    public async Task<NoContent> LogoutAsync(
        RefreshRequest request,
        HttpContext context,
        CancellationToken ct
    )
    {
        var inCookie = SessionAnswers.TokenInCookie(context);
        if ((request.RefreshToken ?? inCookie) is { } token)
        {
            await desk.LogoutAsync(token, ct);
        }

        if (inCookie is not null)
        {
            answers.TakeCookieBack(context);
        }

        return TypedResults.NoContent();
    }

    /// <summary>
    /// <c>POST /auth/step-up</c>: shows again who is there, so that he may change what decides
    /// where money goes.
    /// </summary>
    public async Task<Results<Ok<StepUpView>, Problem>> StepUpAsync(
        Caller caller,
        StepUpRequest request,
        CancellationToken ct
    )
    {
        var key = AttemptKey.Of(StepUpRule.Name, caller.Account.ToString());
        if (await attempts.TakeAsync(key, StepUpRule, ct) is { } wait)
        {
            return Problem.TooOften(wait);
        }

        var seen = await AccountQueries.FindAsync(database, caller.Account, ct);
        if (
            seen is { TotpSecret: null }
            && !await passwords.MatchesAsync(seen.PasswordHash, request.Password ?? "", ct)
        )
        {
            return AccountProblems.WrongPassword("password");
        }

        await using var unit = await database.BeginAsync(ct);
        var account = await AccountQueries.LockAsync(unit, caller.Account, ct);
        if (await CodeProblemAsync(unit, account, request.Code, ct) is { } problem)
        {
            return Problem.Invalid(problem.Errors);
        }

        var until = unit.Now + StepUpLife;
        await SessionQueries.StepUpAsync(unit, caller.Session!.Value, caller.Account, until, ct);
        await Audit.WriteAsync(unit, AccountAudit.Of(caller, "session.stepped_up"), ct);
        await unit.CommitAsync(ct);
        await attempts.ForgetAsync(key, ct);
        return TypedResults.Ok(new StepUpView(until));
    }

    /// <summary><c>GET /auth/sessions</c>.</summary>
    public async Task<Ok<SessionsView>> ListAsync(Caller caller, CancellationToken ct)
    {
        var rows = await SessionQueries.OfAccountAsync(database, caller.Account, ct);
        return TypedResults.Ok(
            new SessionsView([
                .. rows.Select(row => new SessionItem(
                    row.Id.ToString(),
                    row.CreatedAt,
                    row.LastUsedAt,
                    row.UserAgent,
                    row.Id == caller.Session
                )),
            ])
        );
    }

    /// <summary><c>DELETE /auth/sessions/{id}</c>.</summary>
    public async Task<Results<NoContent, Problem>> EndAsync(
        Caller caller,
        string id,
        CancellationToken ct
    )
    {
        if (!SessionId.TryParse(id, out var session))
        {
            return Problem.NotFound;
        }

        await using var unit = await database.BeginAsync(ct);
        if (!await SessionQueries.EndAsync(unit, session, caller.Account, EndReasons.Revoked, ct))
        {
            return Problem.NotFound;
        }

        await Audit.WriteAsync(
            unit,
            AccountAudit.Of(caller, "session.revoked") with
            {
                Target = session.ToString(),
            },
            ct
        );
        await unit.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    /// <summary><c>DELETE /auth/sessions</c>: all but the one that asks.</summary>
    public async Task<NoContent> EndOthersAsync(Caller caller, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        await SessionQueries.EndOthersAsync(
            unit,
            caller.Account,
            caller.Session,
            EndReasons.Revoked,
            ct
        );
        await Audit.WriteAsync(unit, AccountAudit.Of(caller, "session.others_revoked"), ct);
        await unit.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    private static IReadOnlyList<(AttemptKey Key, AttemptRule Rule)> KeysOf(
        string login,
        HttpContext context
    )
    {
        var name = login.ToUpperInvariant();
        return
        [
            (AttemptKey.Of(GuessRule.Name, $"{name}\n{CallerAddress.Of(context)}"), GuessRule),
            (AttemptKey.Of(NameRule.Name, name), NameRule),
        ];
    }

    private async Task<Problem?> TooOftenAsync(
        IReadOnlyList<(AttemptKey Key, AttemptRule Rule)> keys,
        CancellationToken ct
    )
    {
        foreach (var (key, rule) in keys)
        {
            if (await attempts.TakeAsync(key, rule, ct) is { } wait)
            {
                return Problem.TooOften(wait);
            }
        }

        return null;
    }

    private async Task<Problem?> CodeProblemAsync(
        Unit unit,
        Account account,
        string? code,
        CancellationToken ct
    )
    {
        if (account.TotpSecret is null)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(code))
        {
            return AccountProblems.CodeNeeded;
        }

        switch (await factor.CheckAsync(unit, account, code, ct))
        {
            case SecondFactor.Proof.Wrong:
                return AccountProblems.WrongCode;
            case SecondFactor.Proof.RecoveryCode:
                unit.BeginsStoryOf(account.Id.ToString());
                await unit.EnqueueAsync(
                    AccountMailWanted.Of(account.Id, AccountMail.RecoveryCodeUsed, unit.Now),
                    ct
                );
                return null;
            default:
                return null;
        }
    }
}
