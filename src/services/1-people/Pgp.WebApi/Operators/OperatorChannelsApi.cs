using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.WebApi.Channels;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Operators;

/// <summary>Registers channel pairs and shows their links; for operators.</summary>
internal sealed class OperatorChannelsApi(
    Database database,
    AdminGate gate,
    ChannelLinks links,
    ILogger<OperatorChannelsApi> log
)
{
    private const int BodyBytesMax = 65_536;

    /// <summary><c>POST /webapi/operator/channels</c>: 201, or 400, 401, 409, 413, 422.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        if (!Admits(context))
        {
            await Problem.Unauthorized.ExecuteAsync(context);
            return;
        }

        // Bodies without a stated length are cut off by the listener, at 1 MiB.
        if (context.Request.ContentLength > BodyBytesMax)
        {
            await Problem.TooLarge.ExecuteAsync(context);
            return;
        }

        var (draft, problem) = await ReadAsync(context);
        if (draft is null)
        {
            await problem!.ExecuteAsync(context);
            return;
        }

        if (await RegisterAsync(draft, context.RequestAborted) is { } channel)
        {
            context.Response.Headers.Location = $"/webapi/operator/channels/{channel.Id}";
            await WriteAsync(context, StatusCodes.Status201Created, channel);
        }
        else
        {
            await ChannelProblems.SoldAlready.ExecuteAsync(context);
        }
    }

    /// <summary><c>GET /webapi/operator/channels/{id}</c>: 200, or 401, 404.</summary>
    public async Task ShowAsync(HttpContext context)
    {
        if (!Admits(context))
        {
            await Problem.Unauthorized.ExecuteAsync(context);
            return;
        }

        var channel = ChannelId.TryParse(context.GetRouteValue("id") as string, out var id)
            ? await ChannelQueries.FindAsync(database, id, context.RequestAborted)
            : null;
        if (channel is null)
        {
            await Problem.NotFound.ExecuteAsync(context);
            return;
        }

        await WriteAsync(context, StatusCodes.Status200OK, channel);
    }

    private bool Admits(HttpContext context)
    {
        var isAdmitted = gate.Admits(context.Request);
        if (!isAdmitted)
        {
            log.CallerRefused(context.Request.Method);
        }

        return isAdmitted;
    }

    // Exactly one of the two is there.
    private async Task<(ChannelDraft? Draft, Problem? Problem)> ReadAsync(HttpContext context)
    {
        ChannelRequest? request;
        try
        {
            request = await JsonSerializer.DeserializeAsync(
                context.Request.Body,
                WebApiJson.Default.ChannelRequest,
                context.RequestAborted
            );
        }
        catch (JsonException malformed)
        {
            return (null, Problem.Malformed(malformed.Path ?? "$"));
        }

        if (request is null)
        {
            return (null, Problem.Malformed("$"));
        }

        var limits = await ChannelLimits.InForceAsync(database, context.RequestAborted);
        var (draft, errors) = ChannelCheck.Run(request, limits);
        return (draft, draft is null ? Problem.Invalid(errors) : null);
    }

    private async Task<RegisteredChannel?> RegisterAsync(ChannelDraft draft, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        if (await Registry.RegisterAsync(unit, draft, ct) is not Registration.Done(var channel))
        {
            return null;
        }

        await unit.CommitAsync(ct);
        log.ChannelCreated(channel.Id, draft.Tiers.Count);
        return channel;
    }

    private Task WriteAsync(HttpContext context, int status, RegisteredChannel channel)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(
            context.Response.Body,
            links.Of(channel),
            WebApiJson.Default.ChannelAnswer,
            context.RequestAborted
        );
    }
}
