using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>The envelope and the texts, word for word (spec 70, 3.1 and 3.5).</summary>
internal static class Replies
{
    public static Answer True => Ok(true);

    public static Answer Ok(JsonNode result) =>
        Answer.Json(new JsonObject { ["ok"] = true, ["result"] = result });

    public static Answer BadRequest(string text) => Failed(400, "Bad Request: " + text);

    public static Answer Forbidden(string text) => Failed(403, "Forbidden: " + text);

    public static Answer Conflict(string text) => Failed(409, "Conflict: " + text);

    public static Answer Unauthorized => Failed(401, "Unauthorized");

    public static Answer NoSuchMethod => Failed(404, "Not Found: method not found");

    public static Answer ChatNotFound => BadRequest("chat not found");

    public static Answer Migrated(long to) =>
        Failed(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            new JsonObject { ["migrate_to_chat_id"] = to }
        );

    public static Answer TooMany(int seconds) =>
        Failed(
            StatusCodes.Status429TooManyRequests,
            $"Too Many Requests: retry after {seconds}",
            new JsonObject { ["retry_after"] = seconds }
        ) with
        {
            Headers = [new("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))],
        };

    public static Answer Broken() => Failed(500, "Internal Server Error");

    private static Answer Failed(int code, string description, JsonObject? parameters = null)
    {
        var body = new JsonObject
        {
            ["ok"] = false,
            ["error_code"] = code,
            ["description"] = description,
        };
        if (parameters is not null)
        {
            body["parameters"] = parameters;
        }

        return Answer.Json(body, code);
    }
}
