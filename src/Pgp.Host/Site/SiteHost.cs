using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pgp.Local;

namespace Pgp.Host.Site;

/// <summary>
/// Serves the owners' site beside the services, as nginx does in its container: the same files, the
/// same pages (<c>web/pages.json</c>) and the same headers (<c>web/headers.json</c>).
/// </summary>
internal sealed class SiteHost
{
    private const string Api = "/webapi";
    private const string ForHttpsOnly = "Strict-Transport-Security";

    private readonly Dictionary<string, SiteFile> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> headers;
    private readonly IReadOnlyList<(string Pattern, string File)> pages;
    private readonly SiteFile missing;

    private SiteHost(string web)
    {
        var built = Path.Combine(web, "dist");
        foreach (var path in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(built, path).Replace('\\', '/');
            if (!name.EndsWith(".gz", StringComparison.Ordinal))
            {
                var isAsset = name.StartsWith("assets/", StringComparison.Ordinal);
                files[name] = SiteFile.Read(path, hasNamedVersion: isAsset);
            }
        }

        headers = Read(web, "headers.json")
            .EnumerateObject()
            .Where(header => header.Name != ForHttpsOnly)
            .ToDictionary(
                header => header.Name,
                header => header.Value.GetString()!,
                StringComparer.Ordinal
            );
        pages =
        [
            .. Read(web, "pages.json")
                .EnumerateObject()
                .SelectMany(file =>
                    file.Value.EnumerateArray()
                        .Select(page =>
                            (
                                page.GetString()!
                                    .Replace("*", "{**rest}", StringComparison.Ordinal),
                                file.Name
                            )
                        )
                ),
        ];
        missing = files["404.html"];
    }

    /// <exception cref="LocalProblemException">The site is not built.</exception>
    public static SiteHost Open(LocalFolders folders)
    {
        var web = Path.Combine(folders.Checkout, "web");
        if (!File.Exists(Path.Combine(web, "dist", "404.html")))
        {
            throw new LocalProblemException(
                new LocalProblem(
                    "The site is not built",
                    "its files are made by a separate tool",
                    "start by ./pgp, which builds it, or (cd web && npm ci && npm run build)"
                )
            );
        }

        return new SiteHost(web);
    }

    public void Map(WebApplication app)
    {
        foreach (var (pattern, file) in pages)
        {
            app.MapMethods(pattern, Methods, context => WriteAsync(context, files[file]));
        }

        foreach (
            var (name, file) in files.Where(one =>
                !one.Key.EndsWith(".html", StringComparison.Ordinal)
            )
        )
        {
            app.MapMethods("/" + name, Methods, context => WriteAsync(context, file));
        }

        // No route for all the rest: it would stand in the way of "405 Method Not Allowed".
        app.Use(
            (context, next) =>
                context.GetEndpoint() is not null ? next(context)
                : context.Request.Path.StartsWithSegments(Api, StringComparison.Ordinal)
                    ? NotFound(context)
                : WriteAsync(context, missing, StatusCodes.Status404NotFound)
        );
    }

    private static string[] Methods { get; } = [HttpMethods.Get, HttpMethods.Head];

    private Task WriteAsync(
        HttpContext context,
        SiteFile file,
        int status = StatusCodes.Status200OK
    )
    {
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        return file.WriteAsync(context, status);
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static JsonElement Read(string web, string name) =>
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(web, name)));
}
