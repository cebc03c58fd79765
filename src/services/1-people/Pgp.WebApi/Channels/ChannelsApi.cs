using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Channels;

/// <summary>Shows, registers, changes and ends the channels of an owner.</summary>
internal sealed class ChannelsApi(
    Database database,
    ChannelProof proof,
    ChannelShow show,
    ILogger<ChannelsApi> log
)
{
    /// <summary><c>GET /channels</c>.</summary>
    public async Task<Ok<ChannelsView>> ListAsync(Caller caller, CancellationToken ct)
    {
        var mine = caller.Owner is { } owner
            ? await OwnerQueries.OfOwnerAsync(database, owner, ct)
            : [];
        var views = new List<ChannelView>();
        foreach (var channel in mine)
        {
            views.Add(await show.OfAsync(channel, ct));
        }

        return TypedResults.Ok(new ChannelsView(views, views.Count, Registry.OwnedMax));
    }

    /// <summary><c>GET /channels/{channelId}</c>; the ETag is wanted by who changes it.</summary>
    public async Task<Results<Ok<ChannelView>, Problem>> ShowAsync(
        Caller caller,
        string channelId,
        HttpContext context,
        CancellationToken ct
    )
    {
        if (await ChannelFinder.FindAsync(database, caller, channelId, ct) is not { } channel)
        {
            return Problem.NotFound;
        }

        context.Response.Headers.ETag = VersionTag.Of(channel.Version);
        return TypedResults.Ok(await show.OfAsync(channel, ct));
    }

    /// <summary>
    /// <c>POST /channels/register</c>: of chats that the bot knows, for whom Telegram calls their
    /// administrator.
    /// </summary>
    public async Task<Results<Created<ChannelView>, Problem>> RegisterAsync(
        Caller caller,
        RegisterRequest request,
        CancellationToken ct
    )
    {
        if (caller.Owner is not { } owner)
        {
            return ChannelProblems.NotLinked;
        }

        var chats = await ChatQueries.OfOwnerAsync(database, owner, ct);
        var errors = new List<FieldError>();
        var open = ChatCheck.Find(chats, request.OpenChannelId, "open_channel_id", errors);
        var closed = ChatCheck.Find(chats, request.ClosedChannelId, "closed_channel_id", errors);
        var limits = await ChannelLimits.InForceAsync(database, ct);
        var (draft, wrong) = ChannelCheck.Run(request.With(open, closed), limits);
        errors.AddRange(wrong.Where(one => !errors.Exists(known => known.Field == one.Field)));
        if (draft is null || errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        return await UnprovedAsync(owner, open!, closed!, ct)
            ?? await RegisterAsync(caller, draft with { Owner = owner }, ct);
    }

    /// <summary>
    /// <c>PATCH /channels/{channelId}</c>: what is absent stays, null empties; only from the
    /// version that the caller has seen.
    /// </summary>
    public async Task<Results<Ok<ChannelView>, Problem>> ChangeAsync(
        Caller caller,
        string channelId,
        ChannelPatch patch,
        HttpContext context,
        CancellationToken ct
    )
    {
        var limits = await ChannelLimits.InForceAsync(database, ct);
        await using (var unit = await database.BeginAsync(ct))
        {
            if (await ChannelFinder.LockAsync(unit, caller, channelId, ct) is not { } channel)
            {
                return Problem.NotFound;
            }

            if (VersionTag.ProblemOf(context.Request, channel.Version) is { } stale)
            {
                return stale;
            }

            var edit = new ChannelEdit(unit, channel, limits);
            var errors = await edit.ApplyAsync(patch, ct);
            if (errors.Count > 0)
            {
                return Problem.Invalid(errors);
            }

            await unit.CommitAsync(ct);
        }

        return await ShowAsync(caller, channelId, context, ct);
    }

    /// <summary>
    /// <c>DELETE /channels/{channelId}</c>: nothing of it is sold any more. Refused while somebody
    /// has access, or money of it is not paid out.
    /// </summary>
    public async Task<Results<NoContent, Problem>> ArchiveAsync(
        Caller caller,
        string channelId,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (await ChannelFinder.LockAsync(unit, caller, channelId, ct) is not { } channel)
        {
            return Problem.NotFound;
        }

        var ties = await Registry.TiesAsync(unit, channel.Id, ct);
        if (!ties.AreNone)
        {
            return ChannelProblems.InUse(ties);
        }

        await Registry.ArchiveAsync(unit, channel, ct);
        await unit.CommitAsync(ct);
        log.ChannelArchived(channel.Id);
        return TypedResults.NoContent();
    }

    private async Task<Problem?> UnprovedAsync(
        TelegramUserId owner,
        KnownChat open,
        KnownChat closed,
        CancellationToken ct
    ) =>
        ChannelProblems.Of(
            await proof.AskAsync(open.Id, open.IsChannel, owner, isClosed: false, ct),
            "open_channel_id"
        )
        ?? ChannelProblems.Of(
            await proof.AskAsync(closed.Id, closed.IsChannel, owner, isClosed: true, ct),
            "closed_channel_id"
        );

    private async Task<Results<Created<ChannelView>, Problem>> RegisterAsync(
        Caller caller,
        ChannelDraft draft,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        var registration = await Registry.RegisterAsync(unit, draft, ct, caller.Actor);
        if (registration is not Registration.Done(var registered))
        {
            return registration is Registration.TooMany
                ? ChannelProblems.TooMany
                : ChannelProblems.SoldAlready;
        }

        await unit.CommitAsync(ct);
        log.ChannelCreated(registered.Id, draft.Tiers.Count);
        var channel = await OwnerQueries.FindAsync(database, draft.Owner!.Value, registered.Id, ct);
        return TypedResults.Created(
            $"/webapi/api/channels/{registered.Id}",
            await show.OfAsync(channel!, ct)
        );
    }
}
