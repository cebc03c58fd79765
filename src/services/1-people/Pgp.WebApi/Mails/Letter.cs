using Pgp.Channels;
using Pgp.Contracts.Tasks;

namespace Pgp.WebApi.Mails;

/// <summary>What one mail says: its kind, and the values that stand in it.</summary>
internal abstract record Letter
{
    private Letter(AccountMail kind) => Kind = kind;

    public AccountMail Kind { get; }

    // Links are as good as passwords: a record that prints itself must not give them away.
    public sealed override string ToString() => $"letter {Kind}";

    /// <param name="Hours">How long the link works.</param>
    internal sealed record VerifyEmail(Uri Link, int Hours) : Letter(AccountMail.VerifyEmail);

    internal sealed record AlreadyRegistered(Uri Login, Uri Reset)
        : Letter(AccountMail.AlreadyRegistered);

    /// <param name="Hours">How long the link works.</param>
    internal sealed record ResetPassword(Uri Link, int Hours) : Letter(AccountMail.ResetPassword);

    internal sealed record PasswordChanged() : Letter(AccountMail.PasswordChanged);

    /// <param name="NewEmail">As asked for; the mail shows it masked.</param>
    internal sealed record ChangeEmailNotice(string NewEmail)
        : Letter(AccountMail.ChangeEmailNotice);

    /// <param name="Hours">How long the link works.</param>
    internal sealed record ConfirmEmailChange(Uri Link, int Hours)
        : Letter(AccountMail.ConfirmEmailChange);

    internal sealed record EmailChanged() : Letter(AccountMail.EmailChanged);

    internal sealed record WalletChangeHeld(
        string ChannelTitle,
        Wallet Wallet,
        DateTimeOffset HoldUntil,
        Uri Cancel
    ) : Letter(AccountMail.WalletChangeHeld);

    /// <param name="IsApplied">Otherwise another change overtook it.</param>
    internal sealed record WalletChangeEnded(string ChannelTitle, Wallet Wallet, bool IsApplied)
        : Letter(AccountMail.WalletChangeEnded);

    internal sealed record TotpEnabled() : Letter(AccountMail.TotpEnabled);

    internal sealed record TotpDisabled() : Letter(AccountMail.TotpDisabled);

    internal sealed record ApiKeyCreated(string Name) : Letter(AccountMail.ApiKeyCreated);

    internal sealed record RecoveryCodeUsed() : Letter(AccountMail.RecoveryCodeUsed);
}
