using Microsoft.AspNetCore.Builder;
using Pgp.Common.Hosting;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Announcements;

/// <summary>What owners say to their members.</summary>
internal static class AnnouncementsRegistration
{
    // A preview waits for Telegram.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    public static void AddAnnouncements(this ServiceBuilder service)
    {
        var address = service.Settings.Url("PGP_BROADCAST_URL");
        service.AddPartner(
            TimeLimit,
            http => BroadcastClient.Configure(http, address, TimeLimit),
            (http, room) =>
                new BroadcastClient(http, (WebApiOptions)room.GetService(typeof(WebApiOptions))!)
        );
        service.MapApi<AnnouncementsApi>(
            "Announcements",
            (routes, api) =>
            {
                var one = "/announcements/{id}";
                routes
                    .MapGet("/announcements", api.ListAsync)
                    .WithName("listAnnouncements")
                    .ForOwners()
                    .Refuses(400, 404, 503);
                routes
                    .MapPost("/announcements", api.CreateAsync)
                    .WithName("createAnnouncement")
                    .ForWriters()
                    .Once()
                    .Refuses(400, 404, 409, 422, 503);
                routes
                    .MapGet(one, api.ShowAsync)
                    .WithName("showAnnouncement")
                    .ForOwners()
                    .Refuses(404, 503);
                routes
                    .MapPost(one + "/preview", api.PreviewAsync)
                    .WithName("previewAnnouncement")
                    .ForWriters()
                    .Once()
                    .Refuses(404, 409, 503);
                routes
                    .MapPost(one + "/schedule", api.ScheduleAsync)
                    .WithName("scheduleAnnouncement")
                    .ForWriters()
                    .Once()
                    .Refuses(400, 404, 409, 422, 503);
                routes
                    .MapPost(one + "/cancel", api.CancelAsync)
                    .WithName("cancelAnnouncement")
                    .ForWriters()
                    .Refuses(404, 409, 503);
                routes
                    .MapPost("/channels/{channelId}/posts/resend", api.ResendPostsAsync)
                    .WithName("resendPosts")
                    .ForWriters()
                    .Once()
                    .Refuses(404, 429, 503);
            }
        );
    }
}
