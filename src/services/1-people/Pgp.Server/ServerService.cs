using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Pgp.Adapters.NowPayments;
using Pgp.Adapters.Telegram;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.Server.Donating;
using Pgp.Server.Members;
using Pgp.Server.Owners;
using Pgp.Server.Owners.Announcing;
using Pgp.Server.Owners.Chats;
using Pgp.Server.Owners.Connecting;
using Pgp.Server.Owners.Editing;
using Pgp.Server.Owners.Linking;
using Pgp.Server.Owners.Standing;
using Pgp.Server.Owners.Wallets;
using Pgp.Server.Shop;
using Pgp.Server.Speaking;
using Pgp.Server.Support;
using Pgp.Server.Talking;
using Pgp.Server.Updates;

namespace Pgp.Server;

/// <summary>
/// The bot: takes Telegram's updates and turns a wish to buy into an order with an invoice.
/// </summary>
public sealed class ServerService : IPgpService
{
    public ServiceName Name => ServiceName.Server;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        var options = ServerOptions.Read(service.Settings);
        service.Services.AddSingleton(options);
        service.AddTelegram();
        service.AddNowPayments();
        AddUpdates(service.Services);
        AddShop(service.Services);
        AddMembers(service.Services);
        AddOwners(service.Services);
        service.HandleByCalling<BuyerEventPublished, BuyerEventPublishedHandler>();
        service.HandleByCalling<OrderProgressed, OrderProgressedHandler>();
        service.HandleByCalling<MemberEventPublished, MemberEventPublishedHandler>();
        service.HandleByCalling<ReminderDue, ReminderDueHandler>();
        service.HandleByCalling<KeypadTimedOut, KeypadTimedOutHandler>();
        service.HandleByCalling<NoteExpired, NoteExpiredHandler>();
        service.HandleByCalling<WalletChangeNews, WalletChangeNewsHandler>();
        service.RunAt<ReminderJob>(Schedules.Reminders);
        service.RunAt<WalletJob>(Schedules.Wallets);
        service.Map<TelegramApi>(
            (routes, api) => routes.MapPost("/telegram", context => api.ReceiveAsync(context))
        );
        service.Map<StatusApi>(
            (routes, api) => routes.MapGet("/status", context => api.ShowAsync(context))
        );
        if (options.IsPolling)
        {
            service.Run<PollUpdatesJob>();
        }
        else
        {
            service.Run<SetWebhookJob>();
        }
    }

    private static void AddUpdates(IServiceCollection services)
    {
        services.AddSingleton<People>();
        services.AddSingleton<Speaker>();
        services.AddSingleton<UpdateRouter>();
        services.AddSingleton<MessageFlow>();
        services.AddSingleton<ButtonFlow>();
        services.AddSingleton<Commands>();
    }

    private static void AddShop(IServiceCollection services)
    {
        services.AddSingleton<OrderDesk>();
        services.AddSingleton<Checkout>();
        services.AddSingleton<Storefront>();
        services.AddSingleton<SpecialOffers>();
        services.AddSingleton<KeypadFlow>();
        services.AddSingleton<KeypadConfirmation>();
        services.AddSingleton<DonorWords>();
        services.AddSingleton<ITopic>(room => room.GetRequiredService<DonorWords>());
    }

    private static void AddMembers(IServiceCollection services)
    {
        services.AddSingleton<JoinFlow>();
        services.AddSingleton<MemberDesk>();
        services.AddSingleton<MemberNotices>();
        services.AddSingleton<PaySupport>();
        services.AddSingleton<ITopic>(room => room.GetRequiredService<PaySupport>());
    }

    private static void AddOwners(IServiceCollection services)
    {
        services.AddSingleton<OwnerDoor>();
        services.AddSingleton<OwnerDesk>();
        services.AddSingleton<OwnerButtons>();
        services.AddSingleton<BotChatFlow>();
        services.AddSingleton<ChannelProof>();
        services.AddSingleton<ConnectGuide>();
        services.AddSingleton<ConnectFlow>();
        services.AddSingleton<ConnectEnd>();
        services.AddSingleton<TierFlow>();
        services.AddSingleton<FieldFlow>();
        services.AddSingleton<AnnounceFlow>();
        services.AddSingleton<MuteFlow>();
        services.AddSingleton<CouponFlow>();
        services.AddSingleton<WalletFlow>();
        services.AddSingleton<LinkFlow>();
        services.AddSingleton<StandingDesk>();
        services.AddSingleton<ITopic, OwnerTopic>();
    }
}
