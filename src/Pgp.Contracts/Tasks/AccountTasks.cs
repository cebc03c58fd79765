using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Pgp.Contracts.Services;

namespace Pgp.Contracts.Tasks;

// What owners with an account hear by mail, and how an account comes to its Telegram user.

/// <summary>What a mail to an owner is about.</summary>
public enum AccountMail
{
    /// <summary>A link that shows whose address it is.</summary>
    VerifyEmail,

    /// <summary>Somebody signed up with an address that has an account.</summary>
    AlreadyRegistered,

    /// <summary>A link that sets a new password.</summary>
    ResetPassword,

    PasswordChanged,

    /// <summary>To the old address: another one was asked for.</summary>
    ChangeEmailNotice,

    /// <summary>To the new address: a link that makes it the account's.</summary>
    ConfirmEmailChange,

    EmailChanged,

    /// <summary>A new wallet waits, and can be taken back.</summary>
    WalletChangeHeld,

    /// <summary>It counts, or was overtaken.</summary>
    WalletChangeEnded,

    TotpEnabled,

    TotpDisabled,

    ApiKeyCreated,

    RecoveryCodeUsed,
}

/// <summary>
/// WEBAPI → WEBAPI: write to an account. Links with secrets are made when the mail is sent, so that
/// none lies in a queue.
/// </summary>
/// <param name="AskedAt">Each time it is asked for, it is sent.</param>
/// <param name="Subject">What the mail names besides: the name of a key.</param>
public sealed record AccountMailWanted(
    AccountId AccountId,
    AccountMail Kind,
    DateTimeOffset AskedAt,
    string? Subject
) : ITask<AccountMailWanted>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_webapi_account_mail",
            Queues.AccountMail,
            [ServiceName.WebApi],
            ServiceName.WebApi,
            "/account-mail"
        );

    public static JsonTypeInfo<AccountMailWanted> Json => TaskJson.Default.AccountMailWanted;

    string ITask<AccountMailWanted>.EffectKey =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Kind}:{AccountId}:{AskedAt.ToUnixTimeMilliseconds()}"
        );

    public static AccountMailWanted Of(
        AccountId account,
        AccountMail kind,
        DateTimeOffset askedAt
    ) => new(account, kind, askedAt, Subject: null);
}

/// <summary>
/// SERVER, WEBAPI → WEBAPI: write to the owner's account that his wallet changes.
/// </summary>
public sealed record WalletMailWanted(WalletChangeId ChangeId, WalletStage Stage)
    : ITask<WalletMailWanted>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_webapi_wallet_mail",
            Queues.AccountMail,
            [ServiceName.Server, ServiceName.WebApi],
            ServiceName.WebApi,
            "/wallet-mail"
        );

    public static JsonTypeInfo<WalletMailWanted> Json => TaskJson.Default.WalletMailWanted;

    string ITask<WalletMailWanted>.EffectKey => $"{Stage}:{ChangeId}";
}

/// <summary>SERVER → WEBAPI: a Telegram user said that an account is his.</summary>
/// <param name="TokenHash">Of the secret in the link that he opened, in hex.</param>
public sealed record AccountLinkWished(string TokenHash, long UserId) : ITask<AccountLinkWished>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_webapi_account_link",
            Queues.AccountMail,
            [ServiceName.Server],
            ServiceName.WebApi,
            "/account-link"
        );

    public static JsonTypeInfo<AccountLinkWished> Json => TaskJson.Default.AccountLinkWished;

    string ITask<AccountLinkWished>.EffectKey => TokenHash;
}
