using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pgp.Broadcast.Announcements;
using Pgp.Common.Database;

namespace Pgp.Broadcast.Endpoints;

/// <summary>What is to be said, for which owner.</summary>
internal sealed record AnnouncementRequest(
    string? ChannelId,
    long? OwnerUserId,
    string? Segment,
    int? TierNo,
    string? Body,
    string? ButtonText,
    string? ButtonUrl
);

/// <summary>What is to be done with one, for which owner.</summary>
/// <param name="At">When to begin; null for now. Read by scheduling only.</param>
internal sealed record AnnouncementOrder(long? OwnerUserId, DateTimeOffset? At);

/// <summary>An announcement as it stands.</summary>
/// <param name="People">
/// What became of them; before it begins, how many there are now. Null in lists.
/// </param>
internal sealed record AnnouncementAnswer(
    string AnnouncementId,
    string ChannelId,
    string Segment,
    int? TierNo,
    string Body,
    string? ButtonText,
    string? ButtonUrl,
    string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    Progress? People
)
{
    public static AnnouncementAnswer Of(Announcement announcement, Progress? people) =>
        new(
            announcement.Id.ToString(),
            announcement.Draft.ChannelId.ToString(),
            announcement.Draft.Segment,
            announcement.Draft.TierNo,
            announcement.Draft.Body,
            announcement.Draft.ButtonText,
            announcement.Draft.ButtonUrl,
            announcement.State,
            announcement.CreatedAt,
            announcement.DueAt,
            announcement.StartedAt,
            announcement.EndedAt,
            people
        );
}

/// <summary>The newest announcements of a channel.</summary>
internal sealed record AnnouncementsAnswer(IReadOnlyList<AnnouncementAnswer> Announcements);

/// <summary>Drafts, previews, schedules and cancellations, and how far each one is.</summary>
internal sealed class AnnouncementsApi(Database database, Gate gate, AnnouncementDesk desk)
{
    /// <summary><c>POST /broadcast/announcements</c>: 201, or 400, 401, 403, 404, 422.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        if (!await gate.AdmitsAsync(context))
        {
            return;
        }

        var request = await Bodies.ReadAsync(context, BroadcastJson.Default.AnnouncementRequest);
        if (request is not { ChannelId: { } text, OwnerUserId: { } owner, Segment: { } segment })
        {
            await Problem.Malformed.WriteAsync(context);
            return;
        }

        if (!ChannelId.TryParse(text, out var channel))
        {
            await Problem.NoChannel.WriteAsync(context);
            return;
        }

        var draft = new Draft(
            channel,
            segment,
            request.TierNo,
            request.Body ?? "",
            request.ButtonText,
            request.ButtonUrl
        );
        var answer = await desk.CreateAsync(draft, owner, context.RequestAborted);
        await AnswerAsync(context, owner, StatusCodes.Status201Created, answer);
    }

    /// <summary>
    /// <c>GET /broadcast/announcements?channel_id=&amp;owner_user_id=</c>: 200, or 400, 401, 403,
    /// 404.
    /// </summary>
    public async Task ListAsync(HttpContext context)
    {
        if (!await gate.AdmitsAsync(context))
        {
            return;
        }

        var ct = context.RequestAborted;
        if (Owner(context) is not { } owner)
        {
            await Problem.NoOwner.WriteAsync(context);
        }
        else if (!ChannelId.TryParse(context.Request.Query["channel_id"], out var channel))
        {
            await Problem.NoChannel.WriteAsync(context);
        }
        else if (await desk.RefusalAsync(channel, owner, ct) is { } refusal)
        {
            await AnswerAsync(context, owner, StatusCodes.Status200OK, refusal);
        }
        else
        {
            var found = await AnnouncementQueries.ListAsync(database, channel, ct);
            await Bodies.WriteAsync(
                context,
                StatusCodes.Status200OK,
                new AnnouncementsAnswer([
                    .. found.Select(one => AnnouncementAnswer.Of(one, people: null)),
                ]),
                BroadcastJson.Default.AnnouncementsAnswer
            );
        }
    }

    /// <summary>
    /// <c>GET /broadcast/announcements/{id}?owner_user_id=</c>: 200, or 400, 401, 403, 404.
    /// </summary>
    public async Task ShowAsync(HttpContext context)
    {
        if (!await gate.AdmitsAsync(context))
        {
            return;
        }

        if (Owner(context) is not { } owner)
        {
            await Problem.NoOwner.WriteAsync(context);
            return;
        }

        Answer answer = TryId(context, out var id) ? new Answer.Done(id) : new Answer.NotFound();
        await AnswerAsync(context, owner, StatusCodes.Status200OK, answer);
    }

    /// <summary>
    /// <c>POST /broadcast/announcements/{id}/preview</c>: 200, or 400, 401, 403, 404, 409.
    /// </summary>
    public Task PreviewAsync(HttpContext context) =>
        ObeyAsync(context, (id, order, ct) => desk.PreviewAsync(id, order.OwnerUserId!.Value, ct));

    /// <summary>
    /// <c>POST /broadcast/announcements/{id}/schedule</c>: 200, or 400, 401, 403, 404, 409, 422.
    /// </summary>
    public Task ScheduleAsync(HttpContext context) =>
        ObeyAsync(
            context,
            (id, order, ct) => desk.ScheduleAsync(id, order.OwnerUserId!.Value, order.At, ct)
        );

    /// <summary>
    /// <c>POST /broadcast/announcements/{id}/cancel</c>: 200, or 400, 401, 403, 404, 409.
    /// </summary>
    public Task CancelAsync(HttpContext context) =>
        ObeyAsync(context, (id, order, ct) => desk.CancelAsync(id, order.OwnerUserId!.Value, ct));

    private async Task ObeyAsync(
        HttpContext context,
        Func<AnnouncementId, AnnouncementOrder, CancellationToken, Task<Answer>> obey
    )
    {
        if (!await gate.AdmitsAsync(context))
        {
            return;
        }

        var order = await Bodies.ReadAsync(context, BroadcastJson.Default.AnnouncementOrder);
        if (order is not { OwnerUserId: { } owner })
        {
            await Problem.Malformed.WriteAsync(context);
            return;
        }

        var answer = TryId(context, out var id)
            ? await obey(id, order, context.RequestAborted)
            : new Answer.NotFound();
        await AnswerAsync(context, owner, StatusCodes.Status200OK, answer);
    }

    private async Task AnswerAsync(HttpContext context, long owner, int status, Answer answer)
    {
        if (answer is not Answer.Done(var id))
        {
            await Problem.Of(answer).WriteAsync(context);
            return;
        }

        var ct = context.RequestAborted;
        var (found, refusal) = await desk.FindAsync(id, owner, ct);
        await (
            found is null
                ? Problem.Of(refusal).WriteAsync(context)
                : Bodies.WriteAsync(
                    context,
                    status,
                    AnnouncementAnswer.Of(
                        found.Announcement,
                        await desk.PeopleAsync(found.Announcement, ct)
                    ),
                    BroadcastJson.Default.AnnouncementAnswer
                )
        );
    }

    private static bool TryId(HttpContext context, out AnnouncementId id) =>
        AnnouncementId.TryParse($"{context.GetRouteValue("id")}", out id);

    private static long? Owner(HttpContext context) =>
        long.TryParse(
            context.Request.Query["owner_user_id"],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var owner
        )
            ? owner
            : null;
}
