using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.WebApi.Channels;

namespace Pgp.WebApi;

/// <summary>The REST API for operators. Owns channels and tiers.</summary>
public sealed class WebApiService : IPgpService
{
    public ServiceName Name => ServiceName.WebApi;

    public DatabaseProfile Profile => DatabaseProfile.OnDemand;

    public void Configure(ServiceBuilder service)
    {
        service.Services.AddSingleton(WebApiOptions.Read(service.Settings));
        service.Services.AddSingleton<AdminGate>();
        service.Services.AddSingleton<ChannelLinks>();
        service.Map<ChannelsApi>(
            (routes, api) =>
            {
                routes.MapPost("/api/channels", context => api.CreateAsync(context)).LimitPublic();
                routes
                    .MapGet("/api/channels/{id}", context => api.ShowAsync(context))
                    .LimitPublic();
            }
        );
    }
}
