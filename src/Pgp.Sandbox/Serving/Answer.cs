using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Pgp.Sandbox.Serving;

/// <summary>
/// What a partner answers, as a value: faults can replace it after the work was done.
/// </summary>
internal sealed record Answer(int Status, string ContentType, byte[] Body)
{
    private const string JsonType = "application/json; charset=utf-8";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The connection is cut instead of answering.</summary>
    public static Answer Cut { get; } = new(0, "", []);

    public static Answer Json(JsonNode body, int status = StatusCodes.Status200OK) =>
        new(status, JsonType, Encoding.UTF8.GetBytes(JsText.Stringify(body)));

    public static Answer Text(string body, int status = StatusCodes.Status200OK) =>
        new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(body));

    public static Answer Html(string body, int status = StatusCodes.Status200OK) =>
        new(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(body));

    public static Answer Empty(int status) => new(status, "", []);

    public string BodyText => Encoding.UTF8.GetString(Body);

    public async Task WriteAsync(HttpContext context)
    {
        if (ReferenceEquals(this, Cut))
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = Status;
        foreach (var (name, value) in Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (Body.Length > 0)
        {
            context.Response.ContentType = ContentType;
            context.Response.ContentLength = Body.Length;
            await context.Response.Body.WriteAsync(Body, context.RequestAborted);
        }
    }
}
