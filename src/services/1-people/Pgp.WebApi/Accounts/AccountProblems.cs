using Microsoft.AspNetCore.Http;
using Pgp.Channels;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Accounts;

/// <summary>What can go wrong with accounts and sessions.</summary>
internal static class AccountProblems
{
    public static Problem NameTaken { get; } =
        Problem.Of(
            StatusCodes.Status409Conflict,
            "username_taken",
            "This name is taken. Choose another.",
            new FieldError("username", "taken", "This name is taken. Choose another.")
        );

    /// <summary>The same for an unknown name and a wrong password.</summary>
    public static Problem WrongCredentials { get; } =
        Problem.Of(
            StatusCodes.Status401Unauthorized,
            "invalid_credentials",
            "Name or password is wrong. By mail you can sign in once it is confirmed."
        );

    public static Problem CodeNeeded { get; } =
        Problem.Of(
            StatusCodes.Status401Unauthorized,
            "totp_required",
            "Give the code of your authenticator, or one of your recovery codes.",
            new FieldError("code", "required", "The code of your authenticator is needed.")
        );

    public static Problem WrongCode { get; } =
        Problem.Of(
            StatusCodes.Status401Unauthorized,
            "totp_invalid",
            "This code is wrong, too old, or was used already. Wait for the next one.",
            new FieldError("code", "wrong", "Wrong, too old, or used already.")
        );

    /// <summary>For who is signed in: 401 would send him away.</summary>
    public static Problem WrongPassword(string field) =>
        Problem.Invalid(field, "wrong", "This is not your password.");

    public static Problem SessionOver { get; } =
        Problem.Of(
            StatusCodes.Status401Unauthorized,
            "session_over",
            "Your session is over. Sign in again."
        );

    public static Problem TokenVoid { get; } =
        Problem.Of(
            StatusCodes.Status400BadRequest,
            "token_invalid",
            "This link is too old, was used already, or was replaced by a newer one. Ask for another."
        );

    public static Problem MailTaken { get; } =
        Problem.Of(
            StatusCodes.Status409Conflict,
            "email_taken",
            "Another account has confirmed this mail address meanwhile."
        );

    public static Problem VerifiedAlready { get; } =
        Problem.Of(
            StatusCodes.Status409Conflict,
            "email_verified_already",
            "Your mail address is confirmed already."
        );

    public static Problem TotpOnAlready { get; } =
        Problem.Of(
            StatusCodes.Status409Conflict,
            "totp_enabled_already",
            "An authenticator is set up already. Remove it first."
        );

    public static Problem TotpOff { get; } =
        Problem.Of(
            StatusCodes.Status409Conflict,
            "totp_not_enabled",
            "No authenticator is set up."
        );

    public static Problem LinkedAlready { get; } =
        Problem.Of(
            StatusCodes.Status409Conflict,
            "telegram_linked_already",
            "This account is linked to Telegram already."
        );

    public static Problem TooManyKeys { get; } =
        Problem.Of(
            StatusCodes.Status409Conflict,
            "too_many_keys",
            "You have as many API keys as one account can. Revoke one that you no longer use."
        );
}
