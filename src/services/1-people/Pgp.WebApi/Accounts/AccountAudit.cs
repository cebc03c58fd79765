using Pgp.Channels;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Accounts;

/// <summary>Lines of the record that are about an account itself.</summary>
internal static class AccountAudit
{
    public static AuditEntry Of(AccountId account, string username, string action) =>
        new(new Actor(ActorKind.Account, username), action, account.ToString())
        {
            Account = account,
        };

    public static AuditEntry Of(Caller caller, string action) =>
        new(caller.Actor, action, caller.Account.ToString()) { Account = caller.Account };

    /// <summary>A mail address as far as its owner needs it to know it again.</summary>
    public static string Masked(string email)
    {
        var at = email.LastIndexOf('@');
        return at <= 0 ? "…" : $"{email[0]}…{email[at..]}";
    }
}
