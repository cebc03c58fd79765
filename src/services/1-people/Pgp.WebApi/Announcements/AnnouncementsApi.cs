using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pgp.WebApi.Channels;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Announcements;

/// <summary>
/// Messages of an owner to the members of a channel, and the posts that invite them.
/// </summary>
internal sealed class AnnouncementsApi(BroadcastClient broadcast)
{
    /// <summary><c>GET /announcements?channel_id=</c>.</summary>
    public async Task<Results<Ok<AnnouncementsView>, Problem>> ListAsync(
        Caller caller,
        string channel_id,
        CancellationToken ct
    )
    {
        if (caller.Owner is not { } owner || !ChannelId.TryParse(channel_id, out var channel))
        {
            return Problem.NotFound;
        }

        var answer = await broadcast.GetAsync(
            $"announcements?channel_id={channel}",
            owner,
            WebApiJson.Default.AnnouncementsView,
            ct
        );
        return answer switch
        {
            BroadcastAnswer<AnnouncementsView>.Done(var view) => TypedResults.Ok(view),
            BroadcastAnswer<AnnouncementsView>.Refused(var why) => why,
            _ => throw new InvalidOperationException("unknown answer"),
        };
    }

    /// <summary><c>POST /announcements</c>: a draft; nothing is sent.</summary>
    public async Task<Results<Created<AnnouncementView>, Problem>> CreateAsync(
        Caller caller,
        AnnouncementRequest request,
        CancellationToken ct
    )
    {
        if (caller.Owner is not { } owner)
        {
            return ChannelProblems.NotLinked;
        }

        var answer = await broadcast.PostAsync(
            "announcements",
            new BroadcastDraft(
                request.ChannelId ?? "",
                owner.Value,
                request.Segment ?? "",
                request.TierNo,
                request.Body,
                request.ButtonText,
                request.ButtonUrl
            ),
            WebApiJson.Default.BroadcastDraft,
            WebApiJson.Default.AnnouncementView,
            ct
        );
        return answer switch
        {
            BroadcastAnswer<AnnouncementView>.Done(var view) => TypedResults.Created(
                $"/webapi/api/announcements/{view.AnnouncementId}",
                view
            ),
            BroadcastAnswer<AnnouncementView>.Refused(var why) => why,
            _ => throw new InvalidOperationException("unknown answer"),
        };
    }

    /// <summary><c>GET /announcements/{id}</c>: with how far it is.</summary>
    public async Task<Results<Ok<AnnouncementView>, Problem>> ShowAsync(
        Caller caller,
        string id,
        CancellationToken ct
    ) =>
        caller.Owner is { } owner && AnnouncementId.TryParse(id, out var announcement)
            ? Shown(
                await broadcast.GetAsync(
                    $"announcements/{announcement}",
                    owner,
                    WebApiJson.Default.AnnouncementView,
                    ct
                )
            )
            : Problem.NotFound;

    /// <summary><c>POST /announcements/{id}/preview</c>: to the owner alone.</summary>
    public Task<Results<Ok<AnnouncementView>, Problem>> PreviewAsync(
        Caller caller,
        string id,
        CancellationToken ct
    ) => OrderAsync(caller, id, "preview", at: null, ct);

    /// <summary><c>POST /announcements/{id}/schedule</c>.</summary>
    public Task<Results<Ok<AnnouncementView>, Problem>> ScheduleAsync(
        Caller caller,
        string id,
        AnnouncementSchedule schedule,
        CancellationToken ct
    ) => OrderAsync(caller, id, "schedule", schedule.At, ct);

    /// <summary><c>POST /announcements/{id}/cancel</c>: whoever has it keeps it.</summary>
    public Task<Results<Ok<AnnouncementView>, Problem>> CancelAsync(
        Caller caller,
        string id,
        CancellationToken ct
    ) => OrderAsync(caller, id, "cancel", at: null, ct);

    /// <summary><c>POST /channels/{channelId}/posts/resend</c>: within a minute.</summary>
    public async Task<Results<Accepted, Problem>> ResendPostsAsync(
        Caller caller,
        string channelId,
        CancellationToken ct
    )
    {
        if (caller.Owner is not { } owner || !ChannelId.TryParse(channelId, out var channel))
        {
            return Problem.NotFound;
        }

        var answer = await broadcast.PostAsync(
            "trigger",
            new BroadcastTrigger(channel.ToString(), owner.Value),
            WebApiJson.Default.BroadcastTrigger,
            WebApiJson.Default.Nothing,
            ct
        );
        return answer is BroadcastAnswer<Nothing>.Refused(var why)
            ? why
            : TypedResults.Accepted((string?)null);
    }

    private async Task<Results<Ok<AnnouncementView>, Problem>> OrderAsync(
        Caller caller,
        string id,
        string verb,
        DateTimeOffset? at,
        CancellationToken ct
    ) =>
        caller.Owner is { } owner && AnnouncementId.TryParse(id, out var announcement)
            ? Shown(
                await broadcast.PostAsync(
                    $"announcements/{announcement}/{verb}",
                    new BroadcastOrder(owner.Value, at),
                    WebApiJson.Default.BroadcastOrder,
                    WebApiJson.Default.AnnouncementView,
                    ct
                )
            )
            : Problem.NotFound;

    private static Results<Ok<AnnouncementView>, Problem> Shown(
        BroadcastAnswer<AnnouncementView> answer
    ) =>
        answer switch
        {
            BroadcastAnswer<AnnouncementView>.Done(var view) => TypedResults.Ok(view),
            BroadcastAnswer<AnnouncementView>.Refused(var why) => why,
            _ => throw new InvalidOperationException("unknown answer"),
        };
}
