using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Pgp.Channels;
using Pgp.Common.Hosting;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Channels;

/// <summary>What owners do with their channels.</summary>
internal static class ChannelsRegistration
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static void AddChannels(this ServiceBuilder service)
    {
        service.Services.AddSingleton<ChannelProof>();
        service.Services.AddSingleton<ChannelShow>();
        service.MapApi<ChannelsApi>(
            "Channels",
            (routes, api) =>
            {
                routes.MapGet("/channels", api.ListAsync).WithName("listChannels").ForOwners();
                routes
                    .MapPost("/channels/register", api.RegisterAsync)
                    .WithName("registerChannel")
                    .ForWriters()
                    .WithVerifiedMail()
                    .LimitTo(30, Hour, "register")
                    .Once()
                    .Refuses(400, 409, 422, 503);
                routes
                    .MapGet("/channels/{channelId}", api.ShowAsync)
                    .WithName("showChannel")
                    .ForOwners()
                    .Refuses(404);
                routes
                    .MapPatch("/channels/{channelId}", api.ChangeAsync)
                    .WithName("changeChannel")
                    .ForWriters()
                    .Refuses(400, 404, 412, 422, 428);
                routes
                    .MapDelete("/channels/{channelId}", api.ArchiveAsync)
                    .WithName("deleteChannel")
                    .ForSteppedUp()
                    .Refuses(404, 409);
            }
        );
        AddWallets(service);
        AddCoupons(service);
        AddHealth(service);
    }

    private static void AddWallets(ServiceBuilder service) =>
        service.MapApi<WalletApi>(
            "Channels",
            (routes, api) =>
            {
                var root = "/channels/{channelId}/wallet";
                routes.MapGet(root, api.ShowAsync).WithName("showWallet").ForOwners().Refuses(404);
                routes
                    .MapPut(root, api.ChangeAsync)
                    .WithName("changeWallet")
                    .ForSteppedUp()
                    .WithVerifiedMail()
                    .Refuses(400, 404, 409, 422);
                routes
                    .MapDelete(root + "/{changeId}", api.CancelAsync)
                    .WithName("cancelWalletChange")
                    .ForPeople()
                    .Refuses(404);
            }
        );

    private static void AddCoupons(ServiceBuilder service) =>
        service.MapApi<CouponsApi>(
            "Channels",
            (routes, api) =>
            {
                var root = "/channels/{channelId}/coupons";
                routes.MapGet(root, api.ListAsync).WithName("listCoupons").ForOwners().Refuses(404);
                routes
                    .MapPost(root, api.CreateAsync)
                    .WithName("createCoupon")
                    .ForWriters()
                    .Once()
                    .Refuses(400, 404, 409, 422);
                routes
                    .MapDelete(root + "/{couponId}", api.EndAsync)
                    .WithName("endCoupon")
                    .ForWriters()
                    .Refuses(404);
            }
        );

    private static void AddHealth(ServiceBuilder service) =>
        service.MapApi<HealthApi>(
            "Channels",
            (routes, api) =>
            {
                routes.MapGet("/chats", api.ChatsAsync).WithName("listChats").ForOwners();
                routes
                    .MapGet("/channels/{channelId}/health", api.ShowAsync)
                    .WithName("showHealth")
                    .ForOwners()
                    .Refuses(404);
            }
        );
}
