using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;
using Pgp.Texts;
using Pgp.WebApi.Accounts;

namespace Pgp.WebApi.Mails;

/// <summary>
/// Writes to an account. A link's secret is made here and kept only as a hash: a repeated try makes
/// another, and the older link is void.
/// </summary>
internal sealed class AccountMailWantedHandler(
    Database database,
    MailWriter writer,
    MailPost post,
    SiteLinks links
) : ITaskHandler<AccountMailWanted>
{
    public async Task<TaskOutcome> HandleAsync(
        AccountMailWanted task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        if (await AccountQueries.FindAsync(database, task.AccountId, ct) is not { } account)
        {
            return new TaskOutcome.Reject("no such account");
        }

        return await LetterAsync(task, account, ct) is var (letter, to)
            ? await post.SendAsync(writer.Write(letter, Language.Of(account.Language), to), ct)
            // What it was about is over.
            : TaskOutcome.Completed;
    }

    private async Task<(Letter Letter, string To)?> LetterAsync(
        AccountMailWanted task,
        Account account,
        CancellationToken ct
    ) =>
        task.Kind switch
        {
            AccountMail.VerifyEmail when account.IsMailVerified => null,
            AccountMail.VerifyEmail => await VerifyAsync(account, ct),
            AccountMail.ResetPassword => (
                new Letter.ResetPassword(
                    links.ResetPassword(
                        await SecretAsync(account, TokenPurpose.ResetPassword, account.Email, ct)
                    ),
                    Hours(TokenPurpose.ResetPassword)
                ),
                account.Email
            ),
            AccountMail.ChangeEmailNotice
            or AccountMail.ConfirmEmailChange when account.PendingEmail is null => null,
            AccountMail.ChangeEmailNotice => (
                new Letter.ChangeEmailNotice(account.PendingEmail!),
                account.Email
            ),
            AccountMail.ConfirmEmailChange => await ConfirmAsync(
                account,
                account.PendingEmail!,
                ct
            ),
            AccountMail.PasswordChanged => (new Letter.PasswordChanged(), account.Email),
            AccountMail.EmailChanged => (new Letter.EmailChanged(), account.Email),
            AccountMail.TotpEnabled => (new Letter.TotpEnabled(), account.Email),
            AccountMail.TotpDisabled => (new Letter.TotpDisabled(), account.Email),
            AccountMail.RecoveryCodeUsed => (new Letter.RecoveryCodeUsed(), account.Email),
            AccountMail.ApiKeyCreated => (
                new Letter.ApiKeyCreated(task.Subject ?? ""),
                account.Email
            ),
            _ => throw new InvalidOperationException($"{task.Kind} is written otherwise"),
        };

    // Whose mail it is already hears of it there; who signs up learns nothing.
    private async Task<(Letter Letter, string To)> VerifyAsync(
        Account account,
        CancellationToken ct
    )
    {
        if (await AccountQueries.IsMailTakenAsync(database, account.Id, account.Email, ct))
        {
            return (new Letter.AlreadyRegistered(links.Login, links.ForgotPassword), account.Email);
        }

        var purpose = TokenPurpose.VerifyEmail;
        var secret = await SecretAsync(account, purpose, account.Email, ct);
        return (new Letter.VerifyEmail(links.VerifyEmail(secret), Hours(purpose)), account.Email);
    }

    private async Task<(Letter Letter, string To)> ConfirmAsync(
        Account account,
        string email,
        CancellationToken ct
    )
    {
        if (await AccountQueries.IsMailTakenAsync(database, account.Id, email, ct))
        {
            return (new Letter.AlreadyRegistered(links.Login, links.ForgotPassword), email);
        }

        var purpose = TokenPurpose.ChangeEmail;
        var secret = await SecretAsync(account, purpose, email, ct);
        return (
            new Letter.ConfirmEmailChange(links.ConfirmEmailChange(secret), Hours(purpose)),
            email
        );
    }

    private async Task<string> SecretAsync(
        Account account,
        TokenPurpose purpose,
        string email,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        var secret = await AccountTokens.MakeAsync(unit, account.Id, purpose, email, ct);
        await unit.CommitAsync(ct);
        return secret;
    }

    private static int Hours(TokenPurpose purpose) => (int)purpose.Life.TotalHours;
}
