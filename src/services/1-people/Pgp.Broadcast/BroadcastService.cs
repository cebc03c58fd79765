using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Pgp.Adapters.Telegram;
using Pgp.Broadcast.Announcements;
using Pgp.Broadcast.Endpoints;
using Pgp.Broadcast.Lane;
using Pgp.Broadcast.Posts;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;

namespace Pgp.Broadcast;

/// <summary>
/// Keeps the standing posts of each channel fresh, and carries announcements to its members. Owns
/// standing_posts, post_triggers, announcements, announcement_deliveries and send_lanes.
/// </summary>
public sealed class BroadcastService : IPgpService
{
    public ServiceName Name => ServiceName.Broadcast;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        service.AddTelegram();
        service.Services.AddSingleton(BroadcastOptions.Read(service.Settings));
        service.Services.AddSingleton<SendLane>();
        service.Services.AddSingleton<Gate>();
        AddPosts(service);
        AddAnnouncements(service);
    }

    private static void AddPosts(ServiceBuilder service)
    {
        service.Services.AddSingleton<PostsSignal>();
        service.Services.AddSingleton<PostSweep>();
        service.Services.AddSingleton<PostMaker>();
        service.Services.AddSingleton<PostRound>();
        service.Services.AddSingleton<TriggerDesk>();
        service.Handle<PostsWanted, PostsWantedHandler>();
        service.RunAt<PostsJob>(Schedules.Posts);
        service.Run<PostsWorker>();
        service.Map<PostsApi>(
            (routes, api) =>
            {
                routes.MapPost("/trigger", context => api.TriggerAsync(context)).LimitPublic();
                routes.MapGet("/status/{id}", context => api.ShowAsync(context)).LimitPublic();
            }
        );
    }

    private static void AddAnnouncements(ServiceBuilder service)
    {
        service.Services.AddSingleton<AnnouncementSignal>();
        service.Services.AddSingleton<AnnouncementDesk>();
        service.Services.AddSingleton<OwnerVoice>();
        service.Services.AddSingleton<Keeper>();
        service.Services.AddSingleton<Carrier>();
        service.Handle<AnnouncementWritten, AnnouncementWrittenHandler>();
        service.Handle<AnnouncementWished, AnnouncementWishedHandler>();
        service.Run<AnnouncementWorker>();
        service.Map<AnnouncementsApi>(
            (routes, api) =>
            {
                var root = "/announcements";
                routes.MapPost(root, context => api.CreateAsync(context)).LimitPublic();
                routes.MapGet(root, context => api.ListAsync(context)).LimitPublic();
                routes.MapGet(root + "/{id}", context => api.ShowAsync(context)).LimitPublic();
                routes
                    .MapPost(root + "/{id}/preview", context => api.PreviewAsync(context))
                    .LimitPublic();
                routes
                    .MapPost(root + "/{id}/schedule", context => api.ScheduleAsync(context))
                    .LimitPublic();
                routes
                    .MapPost(root + "/{id}/cancel", context => api.CancelAsync(context))
                    .LimitPublic();
            }
        );
    }
}
