using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pgp.Broadcast.Posts;
using Pgp.Common.Database;

namespace Pgp.Broadcast.Endpoints;

/// <summary>Who wants which posts.</summary>
internal sealed record TriggerRequest(string? ChannelId, long? OwnerUserId);

/// <summary>How one standing post stands.</summary>
/// <param name="State">active or disabled.</param>
/// <param name="IsUncertain">A post may stand whose id nobody learned.</param>
internal sealed record PostLine(
    string Place,
    string State,
    int? MessageId,
    DateTimeOffset? SentAt,
    DateTimeOffset NextAt,
    bool IsUncertain,
    long Sent,
    long Failed,
    int FailuresInARow,
    string? LastCause,
    string? LastError
);

/// <summary>The posts of a channel pair.</summary>
internal sealed record PostsAnswer(string ChannelId, IReadOnlyList<PostLine> Posts);

/// <summary>Standing posts: asks for them now, and says how they stand.</summary>
internal sealed class PostsApi(Database database, Gate gate, TriggerDesk desk)
{
    /// <summary><c>POST /broadcast/trigger</c>: 202, or 400, 401, 403, 404, 429.</summary>
    public async Task TriggerAsync(HttpContext context)
    {
        if (!await gate.AdmitsAsync(context))
        {
            return;
        }

        var request = await Bodies.ReadAsync(context, BroadcastJson.Default.TriggerRequest);
        if (request is not { ChannelId: { } text, OwnerUserId: { } owner })
        {
            await Problem.Malformed.WriteAsync(context);
            return;
        }

        var trigger = ChannelId.TryParse(text, out var channel)
            ? await desk.TakeAsync(channel, owner, context.RequestAborted)
            : new Trigger.NotFound();
        switch (trigger)
        {
            case Trigger.Accepted:
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                break;
            case Trigger.TooSoon(var wait):
                context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds)
                    .ToString(CultureInfo.InvariantCulture);
                await Problem.TooSoon.WriteAsync(context);
                break;
            case Trigger.Foreign:
                await Problem.Foreign.WriteAsync(context);
                break;
            default:
                await Problem.NoChannel.WriteAsync(context);
                break;
        }
    }

    /// <summary><c>GET /broadcast/status/{id}</c>: 200, or 401, 404.</summary>
    public async Task ShowAsync(HttpContext context)
    {
        if (!await gate.AdmitsAsync(context))
        {
            return;
        }

        var posts = ChannelId.TryParse(context.GetRouteValue("id") as string, out var channel)
            ? await StatusQueries.PostsAsync(database, channel, context.RequestAborted)
            : [];
        await (
            posts.Count == 0
                ? Problem.NoChannel.WriteAsync(context)
                : Bodies.WriteAsync(
                    context,
                    StatusCodes.Status200OK,
                    new PostsAnswer(channel.ToString(), posts),
                    BroadcastJson.Default.PostsAnswer
                )
        );
    }
}
