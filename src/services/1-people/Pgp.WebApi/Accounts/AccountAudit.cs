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
}
