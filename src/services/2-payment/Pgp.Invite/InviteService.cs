using Microsoft.Extensions.DependencyInjection;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.Invite.Comparing;
using Pgp.Invite.Letting;
using Pgp.Invite.Removing;

namespace Pgp.Invite;

/// <summary>
/// Lets in who has access, by a link of his own, and removes whose access is over.
/// </summary>
public sealed class InviteService : IPgpService
{
    public ServiceName Name => ServiceName.Invite;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        service.AddTelegram();
        service.Services.AddSingleton(InviteOptions.Read(service.Settings));
        service.Services.AddSingleton<Links>();
        service.Services.AddSingleton<InviteDelivery>();
        service.Services.AddSingleton<Remover>();
        service.HandleByCalling<InviteRequested, InviteRequestedHandler>();
        service.HandleByCalling<AccessOpened, AccessOpenedHandler>();
        service.HandleByCalling<InviteReissueRequested, InviteReissueRequestedHandler>();
        service.HandleByCalling<JoinRequested, JoinRequestedHandler>();
        service.HandleByCalling<MemberJoined, MemberJoinedHandler>();
        service.HandleByCalling<AccessClosed, AccessClosedHandler>();
        service.RunAt<RemovalJob>(Schedules.Removals);
        service.RunAt<MemberComparisonJob>(Schedules.Members);
    }
}
