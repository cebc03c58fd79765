using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.WebApi.Accounts;
using Pgp.WebApi.Announcements;
using Pgp.WebApi.Auditing;
using Pgp.WebApi.Channels;
using Pgp.WebApi.Http;
using Pgp.WebApi.Keys;
using Pgp.WebApi.Linking;
using Pgp.WebApi.Mails;
using Pgp.WebApi.Mappings;
using Pgp.WebApi.Operators;
using Pgp.WebApi.Public;
using Pgp.WebApi.Reading;
using Pgp.WebApi.Sessions;
using Pgp.WebApi.Webhooks;

namespace Pgp.WebApi;

/// <summary>
/// The REST API for owners, and for operators who register channels. Owns accounts, their sessions
/// and keys.
/// </summary>
public sealed class WebApiService : IPgpService
{
    public ServiceName Name => ServiceName.WebApi;

    // A page of the site asks many things at once.
    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void ConfigureListener(IServiceCollection listener)
    {
        listener.AddJsonOfWebApi();
        listener.AddDocument();
        listener.AddSingleton<IStartupFilter, UnknownRoutes>();
    }

    public void Configure(ServiceBuilder service)
    {
        service.Services.AddSingleton(WebApiOptions.Read(service.Settings));
        service.AddTelegram();
        AddDoor(service);
        AddOperators(service);
        service.AddAccounts();
        service.AddSessions();
        service.AddKeys();
        service.AddLinking();
        service.AddMails();
        service.AddChannels();
        service.AddAnnouncements();
        service.AddAuditing();
        service.AddReading();
        service.AddMappings();
        service.AddPublic();
        service.AddWebhooks();
        service.RunAt<PurgeJob>(Schedules.WebApiPurge);
        service.Map<Document>((routes, _) => Document.Map(routes));
    }

    private static void AddDoor(ServiceBuilder service)
    {
        service.Services.AddSingleton<AccessTokens>();
        service.Services.AddSingleton<CallerDesk>();
        service.Services.AddSingleton<Attempts>();
        service.Services.AddSingleton<OnceDesk>();
        service.Services.AddSingleton<Door>();
    }

    private static void AddOperators(ServiceBuilder service)
    {
        service.Services.AddSingleton<AdminGate>();
        service.Services.AddSingleton<ChannelLinks>();
        service.Map<OperatorChannelsApi>(
            (routes, api) =>
            {
                var root = "/operator/channels";
                routes.MapPost(root, context => api.CreateAsync(context)).LimitPublic();
                routes.MapGet(root + "/{id}", context => api.ShowAsync(context)).LimitPublic();
            }
        );
    }
}
