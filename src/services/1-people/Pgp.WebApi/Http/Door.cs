using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pgp.Common.Hosting;

namespace Pgp.WebApi.Http;

/// <summary>
/// Stands before every route: counts attempts, finds out who asks, lets in whom the route's rules
/// allow, and turns what cannot be read or breaks into a problem.
/// </summary>
internal sealed class Door(CallerDesk callers, Attempts attempts, OnceDesk once, ILogger<Door> log)
{
    public const int BodyBytesMax = 65_536;

    /// <summary>Puts a group of routes behind the door.</summary>
    public void Guard(RouteGroupBuilder routes)
    {
        routes.WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax));
        ((IEndpointConventionBuilder)routes).Finally(endpoint =>
        {
            var inside = endpoint.RequestDelegate!;
            var lookup = new EndpointMetadataCollection(endpoint.Metadata);
            endpoint.RequestDelegate = context => PassAsync(context, lookup, inside);
        });
    }

    private async Task PassAsync(
        HttpContext context,
        EndpointMetadataCollection rules,
        RequestDelegate inside
    )
    {
        try
        {
            // Answers name people and money: no cache keeps them.
            context.Response.Headers.CacheControl = "no-store";
            if (await RefusalAsync(context, rules) is { } problem)
            {
                await problem.ExecuteAsync(context);
            }
            else if (rules.GetMetadata<OnceRule>() is not null)
            {
                await once.RunAsync(context, context.Features.GetRequiredFeature<Caller>(), inside);
            }
            else
            {
                await inside(context);
                await ExplainAsync(context);
            }
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await Explain(bad).ExecuteAsync(context);
        }
        catch (Exception failure)
            when (failure is not OperationCanceledException && !context.Response.HasStarted)
        {
            var reference = Guid.CreateVersion7().ToString("n");
            log.RequestFailed(reference, failure);
            await Problem.Failed(reference).ExecuteAsync(context);
        }
    }

    private async Task<Problem?> RefusalAsync(HttpContext context, EndpointMetadataCollection rules)
    {
        if (rules.GetMetadata<AttemptRule>() is { } limit)
        {
            var who = AttemptKey.Of(limit.Name, CallerAddress.Of(context));
            if (await attempts.TakeAsync(who, limit, context.RequestAborted) is { } wait)
            {
                return Problem.TooOften(wait);
            }
        }

        var entry = rules.GetRequiredMetadata<EntryRule>().Entry;
        if (entry == Entry.Public)
        {
            return null;
        }

        if (await callers.FindAsync(context) is not { } caller)
        {
            return Problem.Unauthorized;
        }

        context.Features.Set(caller);
        return entry switch
        {
            Entry.Writer when !caller.MayWrite => Problem.KeyMayNot,
            Entry.Person or Entry.SteppedUp when caller.Session is null => Problem.PeopleOnly,
            _ when rules.GetMetadata<VerifiedMailRule>() is not null && !caller.IsMailVerified =>
                Problem.MailUnverified,
            Entry.SteppedUp when !caller.IsSteppedUp => Problem.StepUpRequired,
            _ => null,
        };
    }

    // The platform refuses some bodies by a bare status.
    private static Task ExplainAsync(HttpContext context) =>
        (context.Response.HasStarted, context.Response.StatusCode) switch
        {
            (false, StatusCodes.Status413PayloadTooLarge) => Problem.TooLarge.ExecuteAsync(context),
            (false, StatusCodes.Status415UnsupportedMediaType) => Problem.NotJson.ExecuteAsync(
                context
            ),
            _ => Task.CompletedTask,
        };

    private static Problem Explain(BadHttpRequestException bad) =>
        bad.StatusCode switch
        {
            StatusCodes.Status413PayloadTooLarge => Problem.TooLarge,
            StatusCodes.Status415UnsupportedMediaType => Problem.NotJson,
            _ when bad.InnerException is JsonException json => Problem.Malformed(json.Path ?? "$"),
            // The platform's words name the parameter and its type, and nothing of its value.
            _ => Problem.Unreadable(
                "A parameter or the body is missing, or cannot be read. The document at "
                    + "/webapi/openapi.json says what is expected."
            ),
        };
}
