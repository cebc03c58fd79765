using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Pgp.Sandbox.Serving;

/// <summary>One request to a partner, read completely.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Path">What follows the partner's prefix, without a leading slash.</param>
internal sealed record PartnerCall(
    string Method,
    string Path,
    IQueryCollection Query,
    IHeaderDictionary Headers,
    byte[] Body,
    CancellationToken Stopped
)
{
    private const int BodyBytesMax = 4 * 1024 * 1024;

    /// <summary>The path without empty parts, to be matched with list patterns.</summary>
    public string[] Segments { get; } = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The body's JSON object, or an empty one.</summary>
    public JsonObject Json => JsonRead.TryObject(Body) ?? [];

    public string BodyText => Encoding.UTF8.GetString(Body);

    /// <summary>A query parameter, or null if absent or empty.</summary>
    public string? Ask(string name) => Query[name].ToString() is { Length: > 0 } text ? text : null;

    public static async Task<PartnerCall> ReadAsync(HttpContext context, string path)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (body.Length <= BodyBytesMax)
        {
            var read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted);
            if (read == 0)
            {
                break;
            }

            await body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
        }

        return new PartnerCall(
            context.Request.Method.ToUpperInvariant(),
            path,
            context.Request.Query,
            context.Request.Headers,
            body.ToArray(),
            context.RequestAborted
        );
    }
}
