using Microsoft.Extensions.DependencyInjection;
using Pgp.Adapters.Mail;
using Pgp.Common.Hosting;
using Pgp.Contracts.Tasks;

namespace Pgp.WebApi.Mails;

/// <summary>What owners get by mail.</summary>
internal static class MailsRegistration
{
    public static void AddMails(this ServiceBuilder service)
    {
        service.AddMail();
        service.Services.AddSingleton<MailWriter>();
        service.Services.AddSingleton<MailPost>();
        service.Services.AddSingleton<SiteLinks>();
        service.HandleByCalling<AccountMailWanted, AccountMailWantedHandler>();
        service.HandleByCalling<WalletMailWanted, WalletMailWantedHandler>();
    }
}
