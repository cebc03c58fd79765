using Microsoft.Extensions.DependencyInjection;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;

namespace Pgp.Invite;

/// <summary>
/// Lets a buyer in: one single-use link per payment, sent by the bot. Owns invites.
/// </summary>
public sealed class InviteService : IPgpService
{
    public ServiceName Name => ServiceName.Invite;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        service.AddTelegram();
        service.Services.AddSingleton(InviteOptions.Read(service.Settings));
        service.Services.AddSingleton<InviteDelivery>();
        service.HandleByCalling<InviteRequested, InviteRequestedHandler>();
    }
}
