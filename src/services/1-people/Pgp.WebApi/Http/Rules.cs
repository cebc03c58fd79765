using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pgp.Common.Hosting;

namespace Pgp.WebApi.Http;

/// <summary>Who may pass the door of a route.</summary>
internal enum Entry
{
    /// <summary>Anybody.</summary>
    Public,

    /// <summary>An account, or a key of it.</summary>
    Owner,

    /// <summary>As <see cref="Owner"/>; a key needs the scope to write.</summary>
    Writer,

    /// <summary>A person who signed in; no key.</summary>
    Person,

    /// <summary>A person who has just shown again that it is he.</summary>
    SteppedUp,
}

/// <summary>What a route asks of whoever comes. Without a rule the door stays shut.</summary>
internal sealed record EntryRule(Entry Entry);

/// <summary>Only for accounts whose mail is confirmed.</summary>
internal sealed record VerifiedMailRule;

/// <summary>The request has an effect that must not happen twice.</summary>
internal sealed record OnceRule;

/// <summary>How often one address may try (spec 30, 4.9).</summary>
internal sealed record AttemptRule(string Name, int Max, TimeSpan Window);

/// <summary>What the door of a route checks, said where the route is mapped.</summary>
internal static class Rules
{
    public static RouteHandlerBuilder ForAll(this RouteHandlerBuilder route) =>
        route.Enter(Entry.Public);

    public static RouteHandlerBuilder ForOwners(this RouteHandlerBuilder route) =>
        route.Enter(Entry.Owner).Refuses(StatusCodes.Status401Unauthorized);

    public static RouteHandlerBuilder ForWriters(this RouteHandlerBuilder route) =>
        route
            .Enter(Entry.Writer)
            .Refuses(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden);

    public static RouteHandlerBuilder ForPeople(this RouteHandlerBuilder route) =>
        route
            .Enter(Entry.Person)
            .Refuses(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden);

    public static RouteHandlerBuilder ForSteppedUp(this RouteHandlerBuilder route) =>
        route
            .Enter(Entry.SteppedUp)
            .Refuses(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden);

    public static RouteHandlerBuilder WithVerifiedMail(this RouteHandlerBuilder route) =>
        route.WithMetadata(new VerifiedMailRule());

    /// <summary>Wants the header Idempotency-Key.</summary>
    public static RouteHandlerBuilder Once(this RouteHandlerBuilder route) =>
        route
            .WithMetadata(new OnceRule())
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);

    public static RouteHandlerBuilder LimitTo(
        this RouteHandlerBuilder route,
        int max,
        TimeSpan window,
        string name
    ) =>
        route
            .WithMetadata(new AttemptRule(name, max, window))
            .Refuses(StatusCodes.Status429TooManyRequests);

    /// <summary>Says in the document which problems a route may answer with.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            route.Produces<Problem>(status, Problem.ContentType);
        }

        return route;
    }

    private static RouteHandlerBuilder Enter(this RouteHandlerBuilder route, Entry entry) =>
        route.WithMetadata(new EntryRule(entry)).LimitPublic();
}
