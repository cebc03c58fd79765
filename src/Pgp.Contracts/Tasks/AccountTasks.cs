namespace Pgp.Contracts.Tasks;

// What happens to an owner's account and has to be told.

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
