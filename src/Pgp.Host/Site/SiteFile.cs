using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;

namespace Pgp.Host.Site;

/// <summary>One file of the built site, in memory: all of them are less than a megabyte.</summary>
internal sealed class SiteFile
{
    /// <summary>Kept, but not used again before the server was asked.</summary>
    public const string AskAnew = "no-cache";

    private static readonly FileExtensionContentTypeProvider Types = new();

    private readonly byte[] plain;
    private readonly byte[]? packed;
    private readonly string tag;
    private readonly string type;
    private readonly string cache;

    private SiteFile(byte[] plain, byte[]? packed, string type, string cache)
    {
        this.plain = plain;
        this.packed = packed;
        this.type = type;
        this.cache = cache;
        tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(plain))[..32]}\"";
    }

    /// <param name="hasNamedVersion">
    /// Whether its name changes with its content, so that it may be kept for ever.
    /// </param>
    public static SiteFile Read(string path, bool hasNamedVersion)
    {
        var kind = Types.TryGetContentType(path, out var known)
            ? known
            : "application/octet-stream";
        var isText = kind.StartsWith("text/", StringComparison.Ordinal);
        var beside = path + ".gz";
        return new SiteFile(
            File.ReadAllBytes(path),
            File.Exists(beside) ? File.ReadAllBytes(beside) : null,
            isText ? kind + "; charset=utf-8" : kind,
            hasNamedVersion ? "public, max-age=31536000, immutable" : AskAnew
        );
    }

    /// <summary>Answers with the file, or with nothing to who has it already.</summary>
    public async Task WriteAsync(HttpContext context, int status = StatusCodes.Status200OK)
    {
        var response = context.Response;
        response.Headers.CacheControl = cache;
        response.Headers.Vary = "Accept-Encoding";
        response.Headers.ETag = tag;
        if (status == StatusCodes.Status200OK && context.Request.Headers.IfNoneMatch == tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var isPacked =
            packed is not null
            && context
                .Request.Headers.AcceptEncoding.ToString()
                .Contains("gzip", StringComparison.OrdinalIgnoreCase);
        var body = isPacked ? packed! : plain;
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = body.Length;
        if (isPacked)
        {
            response.Headers.ContentEncoding = "gzip";
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
