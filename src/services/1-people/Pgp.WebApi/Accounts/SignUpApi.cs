using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;
using Pgp.Texts;
using Pgp.WebApi.Http;
using Pgp.WebApi.Sessions;

namespace Pgp.WebApi.Accounts;

/// <param name="Session"><c>cookie</c> for the site, <c>token</c> for programs.</param>
internal sealed record SignUpRequest(
    string? Username,
    string? Email,
    string? Password,
    string? Session
);

/// <summary>Makes accounts and shows them to their owners.</summary>
internal sealed class SignUpApi(
    Database database,
    PasswordHash passwords,
    SessionAnswers sessions,
    ILogger<SignUpApi> log
)
{
    /// <summary>
    /// <c>POST /auth/signup</c>. Who signs up is in at once; his mail is confirmed later. Whether a
    /// mail is known here is not told: that is written to the mail itself.
    /// </summary>
    public async Task<Results<Created<SessionView>, Problem>> SignUpAsync(
        SignUpRequest request,
        HttpContext context,
        CancellationToken ct
    )
    {
        var errors = new List<FieldError>();
        var check = new AccountCheck(errors);
        var username = check.Username(request.Username);
        var email = check.Email("email", request.Email);
        var password = check.Password("password", request.Password);
        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        var account = new Account(
            AccountId.New(database.Clock),
            username,
            email,
            IsMailVerified: false,
            await passwords.MakeAsync(password, ct)
        )
        {
            Language = LanguageOf(context.Request),
            CreatedAt = database.Clock.GetUtcNow(),
            LastLoginAt = database.Clock.GetUtcNow(),
        };
        if (await OpenAsync(account, context.Request, ct) is not { } session)
        {
            return AccountProblems.NameTaken;
        }

        log.AccountCreated(account.Id);
        return TypedResults.Created(
            "/webapi/api/auth/me",
            sessions.Of(context, session, account, request.Session == SessionAnswers.ByCookie)
        );
    }

    /// <summary><c>GET /auth/me</c>.</summary>
    public async Task<Results<Ok<AccountView>, Problem>> ShowAsync(
        Caller caller,
        CancellationToken ct
    ) =>
        await AccountQueries.FindAsync(database, caller.Account, ct) is { } account
            ? TypedResults.Ok(AccountView.Of(account))
            : Problem.Unauthorized;

    // Null: the name is taken.
    private async Task<OpenSession?> OpenAsync(
        Account account,
        HttpRequest request,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await AccountQueries.InsertAsync(unit, account, ct))
        {
            return null;
        }

        unit.BeginsStoryOf(account.Id.ToString());
        await unit.EnqueueAsync(
            AccountMailWanted.Of(account.Id, AccountMail.VerifyEmail, unit.Now),
            ct
        );
        await Audit.WriteAsync(
            unit,
            AccountAudit.Of(account.Id, account.Username, "account.created"),
            ct
        );
        var agent = request.Headers.UserAgent.ToString();
        var session = await SessionDesk.OpenAsync(unit, account.Id, agent, ct);
        await unit.CommitAsync(ct);
        return session;
    }

    // The first that the browser asks for; the bot speaks the same languages.
    private static string LanguageOf(HttpRequest request) =>
        Language.Of(request.Headers.AcceptLanguage.ToString().Split(',', ';')[0].Trim()).Code;
}
