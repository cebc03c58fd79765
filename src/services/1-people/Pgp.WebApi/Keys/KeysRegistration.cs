using Microsoft.AspNetCore.Builder;
using Pgp.Common.Hosting;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Keys;

/// <summary>Keys for programs.</summary>
internal static class KeysRegistration
{
    public static void AddKeys(this ServiceBuilder service) =>
        service.MapApi<KeysApi>(
            "API keys",
            (routes, api) =>
            {
                routes.MapGet("/auth/keys", api.ListAsync).WithName("listKeys").ForPeople();
                routes
                    .MapPost("/auth/keys", api.CreateAsync)
                    .WithName("createKey")
                    .ForSteppedUp()
                    .Refuses(400, 409, 422);
                routes
                    .MapDelete("/auth/keys/{id}", api.RevokeAsync)
                    .WithName("revokeKey")
                    .ForPeople()
                    .Refuses(404);
            }
        );
}
