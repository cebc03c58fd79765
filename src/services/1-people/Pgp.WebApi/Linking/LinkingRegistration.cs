using Microsoft.AspNetCore.Builder;
using Pgp.Common.Hosting;
using Pgp.Contracts.Tasks;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Linking;

/// <summary>The way from an account to its Telegram user.</summary>
internal static class LinkingRegistration
{
    public static void AddLinking(this ServiceBuilder service)
    {
        service.Handle<AccountLinkWished, AccountLinkWishedHandler>();
        service.MapApi<TelegramLinkApi>(
            "Accounts",
            (routes, api) =>
                routes
                    .MapPost("/auth/telegram", api.BeginAsync)
                    .WithName("linkTelegram")
                    .ForPeople()
                    .Refuses(409)
        );
    }
}
