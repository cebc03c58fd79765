using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Pgp.Channels;

namespace Pgp.WebApi.Http;

/// <summary>
/// An answer that says what went wrong, as RFC 9457 describes it, with a stable code. Each feature
/// has a list of its own; here are those that any route may give.
/// </summary>
/// <param name="Type">A name for the kind of problem; no page stands behind it.</param>
/// <param name="Title">For people: what happened and what to do.</param>
/// <param name="Code">For programs; never changes.</param>
/// <param name="Errors">What is wrong with which field; often empty.</param>
internal sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Code,
    IReadOnlyList<FieldError> Errors
) : IResult
{
    public const string ContentType = "application/problem+json";

    public static Problem Unauthorized { get; } =
        Of(
            StatusCodes.Status401Unauthorized,
            "unauthorized",
            "Sign in first: a valid access token or API key is needed."
        );

    public static Problem KeyMayNot { get; } =
        Of(
            StatusCodes.Status403Forbidden,
            "scope_missing",
            "This API key may not do that. Use one with the scope 'write', or sign in."
        );

    public static Problem PeopleOnly { get; } =
        Of(
            StatusCodes.Status403Forbidden,
            "session_required",
            "API keys cannot do this. Sign in with name and password."
        );

    public static Problem StepUpRequired { get; } =
        Of(
            StatusCodes.Status403Forbidden,
            "step_up_required",
            "Confirm that it is you: give your password or a code of your authenticator again."
        );

    public static Problem MailUnverified { get; } =
        Of(
            StatusCodes.Status403Forbidden,
            "email_unverified",
            "Confirm your mail address first. We have sent you a link."
        );

    public static Problem TooLarge { get; } =
        Of(StatusCodes.Status413PayloadTooLarge, "too_large", "The request is larger than 64 KiB.");

    public static Problem NotJson { get; } =
        Of(
            StatusCodes.Status415UnsupportedMediaType,
            "not_json",
            "Send the body as application/json."
        );

    /// <summary>Also for what belongs to somebody else: nobody learns that it exists.</summary>
    public static Problem NotFound { get; } =
        Of(
            StatusCodes.Status404NotFound,
            "not_found",
            "There is no such thing, or it is not yours."
        );

    public static Problem NoSuchRoute { get; } =
        Of(
            StatusCodes.Status404NotFound,
            "no_such_route",
            "The API has no such route. The document at /webapi/openapi.json lists all of them."
        );

    /// <summary>Those that it has are in the header Allow.</summary>
    public static Problem NoSuchMethod { get; } =
        Of(
            StatusCodes.Status405MethodNotAllowed,
            "no_such_method",
            "The route is there, but not by this method. The header Allow says by which."
        );

    /// <summary>How long to wait is in the header Retry-After.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }

    public static Problem Of(
        int status,
        string code,
        string title,
        params IReadOnlyList<FieldError> errors
    ) => new($"urn:paygateprime:problem:{code}", title, status, code, errors);

    public static Problem Malformed(string path) =>
        Of(
            StatusCodes.Status400BadRequest,
            "malformed_json",
            "The body is not the JSON object that is expected here.",
            new FieldError(path, "malformed", "Wrong type, unknown member or broken JSON.")
        );

    public static Problem Unreadable(string what) =>
        Of(StatusCodes.Status400BadRequest, "malformed_request", what);

    public static Problem Invalid(params IReadOnlyList<FieldError> errors) =>
        Of(
            StatusCodes.Status422UnprocessableEntity,
            "validation_failed",
            "Some fields cannot be accepted.",
            errors
        );

    public static Problem Invalid(string field, string code, string message) =>
        Invalid(new FieldError(field, code, message));

    public static Problem TooOften(TimeSpan wait) =>
        Of(
            StatusCodes.Status429TooManyRequests,
            "too_many_attempts",
            "Too many attempts. Wait a while, then try again."
        ) with
        {
            RetryAfter = wait,
        };

    /// <param name="reference">Stands in the log beside the cause.</param>
    public static Problem Failed(string reference) =>
        Of(
            StatusCodes.Status500InternalServerError,
            "internal_error",
            $"Something broke on our side. Try again; if it stays, tell us this reference: {reference}"
        );

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        if (Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (RetryAfter is { } wait)
        {
            var seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds));
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        await JsonSerializer.SerializeAsync(
            response.Body,
            this,
            WebApiJson.Default.Problem,
            httpContext.RequestAborted
        );
    }
}
