using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pgp.Channels;

namespace Pgp.WebApi;

/// <summary>An error answer as RFC 9457 describes it, with a stable code.</summary>
/// <param name="Type">A name for the kind of problem; no page stands behind it.</param>
internal sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Code,
    IReadOnlyList<FieldError> Errors
)
{
    public static Problem Unauthorized { get; } =
        Of(StatusCodes.Status401Unauthorized, "unauthorized", "A valid bearer token is needed.");

    public static Problem TooLarge { get; } =
        Of(StatusCodes.Status413PayloadTooLarge, "too_large", "The request is too large.");

    public static Problem NotFound { get; } =
        Of(StatusCodes.Status404NotFound, "channel_not_found", "There is no such channel.");

    public static Problem Duplicate { get; } =
        Of(
            StatusCodes.Status409Conflict,
            "channel_exists",
            "One of the two Telegram channels is registered already."
        );

    public static Problem Malformed(string path) =>
        Of(
            StatusCodes.Status400BadRequest,
            "malformed_json",
            "The body is not the JSON object that is expected here.",
            new FieldError(path, "malformed", "Wrong type, unknown member or broken JSON.")
        );

    public static Problem Invalid(IReadOnlyList<FieldError> errors) =>
        Of(
            StatusCodes.Status422UnprocessableEntity,
            "validation_failed",
            "Some fields cannot be accepted.",
            [.. errors]
        );

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
            WebApiJson.Default.Problem,
            context.RequestAborted
        );
    }

    private static Problem Of(
        int status,
        string code,
        string title,
        params IReadOnlyList<FieldError> errors
    ) => new($"urn:paygateprime:problem:{code}", title, status, code, errors);
}
