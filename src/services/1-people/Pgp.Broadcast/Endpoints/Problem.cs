using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pgp.Broadcast.Announcements;

namespace Pgp.Broadcast.Endpoints;

/// <summary>An error answer as RFC 9457 describes it, with a stable code.</summary>
/// <param name="Type">A name for the kind of problem; no page stands behind it.</param>
/// <param name="Field">What of the request is wrong; null where it is no field.</param>
internal sealed record Problem(string Type, string Title, int Status, string Code, string? Field)
{
    public static Problem Unauthorized { get; } =
        Of(StatusCodes.Status401Unauthorized, "unauthorized", "A valid bearer token is needed.");

    public static Problem Foreign { get; } =
        Of(StatusCodes.Status403Forbidden, "not_the_owner", "The channel is somebody else's.");

    public static Problem NoChannel { get; } =
        Of(StatusCodes.Status404NotFound, "channel_not_found", "There is no such channel.");

    public static Problem NoAnnouncement { get; } =
        Of(
            StatusCodes.Status404NotFound,
            "announcement_not_found",
            "There is no such announcement."
        );

    public static Problem Malformed { get; } =
        Of(
            StatusCodes.Status400BadRequest,
            "malformed_json",
            "The body is not the JSON object that is expected here."
        );

    public static Problem TooSoon { get; } =
        Of(
            StatusCodes.Status429TooManyRequests,
            "too_soon",
            "The posts were asked for a moment ago."
        );

    public static Problem NoOwner { get; } =
        Of(
            StatusCodes.Status400BadRequest,
            "owner_missing",
            "The query says in owner_user_id for whom this is asked."
        );

    /// <summary>Why an owner's wish about an announcement was not done.</summary>
    public static Problem Of(Answer answer) =>
        answer switch
        {
            Answer.NotFound => NoAnnouncement,
            Answer.NoChannel => NoChannel,
            Answer.Foreign => Foreign,
            Answer.Invalid(var error) => Of(
                StatusCodes.Status422UnprocessableEntity,
                "validation_failed",
                error.Problem
            ) with
            {
                Field = error.Field,
            },
            Answer.WrongState(var state) => Of(
                StatusCodes.Status409Conflict,
                "wrong_state",
                $"The announcement is {state}; that cannot be done to it any more."
            ),
            Answer.Unsent(var reason) => Of(
                StatusCodes.Status409Conflict,
                "preview_unsent",
                $"The preview did not reach the owner: {reason}."
            ),
            _ => throw new InvalidOperationException($"no problem: {answer}"),
        };

    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = "application/problem+json";
        if (Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        await JsonSerializer.SerializeAsync(
            response.Body,
            this,
            BroadcastJson.Default.Problem,
            context.RequestAborted
        );
    }

    private static Problem Of(int status, string code, string title) =>
        new($"urn:paygateprime:problem:{code}", title, status, code, Field: null);
}
