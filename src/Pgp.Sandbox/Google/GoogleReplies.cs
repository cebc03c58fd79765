using System.Globalization;
using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Google;

/// <summary>The REST error envelope (spec 70, 4.2).</summary>
internal static class GoogleReplies
{
    public static Answer Unauthenticated { get; } =
        Failed(401, "UNAUTHENTICATED", "Request is missing required authentication credential.");

    public static Answer NotFound(string what) =>
        Failed(404, "NOT_FOUND", $"{what} not found or the caller lacks permission.");

    public static Answer Denied(string right) =>
        Failed(403, "PERMISSION_DENIED", $"Permission '{right}' denied.");

    public static Answer Invalid(string message) => Failed(400, "INVALID_ARGUMENT", message);

    public static Answer Precondition(string message) =>
        Failed(400, "FAILED_PRECONDITION", message);

    public static Answer Exists { get; } =
        Failed(409, "ALREADY_EXISTS", "Requested entity already exists");

    public static Answer TooMany(int seconds) =>
        Failed(429, "RESOURCE_EXHAUSTED", "Quota exceeded") with
        {
            Headers = [new("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))],
        };

    public static Answer Broken() => Failed(500, "INTERNAL", "Internal error encountered.");

    private static Answer Failed(int code, string status, string message) =>
        Answer.Json(
            new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["code"] = code,
                    ["message"] = message,
                    ["status"] = status,
                },
            },
            code
        );
}
