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
    private readonly IReadOnlyList<SitePage> pages;
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
                files["/" + name] = SiteFile.Read(path, hasNamedVersion: isAsset);
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
        pages = Read(web, "pages.json")
            .EnumerateObject()
            .SelectMany(file =>
                file.Value.EnumerateArray()
                    .Select(page => new SitePage(page.GetString()!, files["/" + file.Name]))
            )
            .ToArray();
        missing = files["/404.html"];
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

    // Not by routes: those would also take paths that differ in case or end in a slash, which nginx
    // does not, and one for all the rest would stand in the way of "405 Method Not Allowed".
    public void Map(WebApplication app) =>
        app.Use(
            (context, next) => context.GetEndpoint() is null ? AnswerAsync(context) : next(context)
        );

    private Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        if (context.Request.Path.StartsWithSegments(Api, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        foreach (var (name, value) in headers)
        {
            response.Headers[name] = value;
        }

        var path = context.Request.Path.Value ?? "";
        if ((PageOf(path) ?? FileOf(path)) is not { } found)
        {
            return missing.WriteAsync(context, StatusCodes.Status404NotFound);
        }

        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
        {
            return found.WriteAsync(context);
        }

        response.Headers.CacheControl = SiteFile.AskAnew;
        response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }

    private SiteFile? PageOf(string path) => pages.FirstOrDefault(page => page.Is(path))?.File;

    // Pages have addresses of their own; their files are not reached by name.
    private SiteFile? FileOf(string path) =>
        path.EndsWith(".html", StringComparison.Ordinal) ? null : files.GetValueOrDefault(path);

    private static JsonElement Read(string web, string name) =>
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(web, name)));

    /// <param name="Pattern">A path, or a folder and <c>*</c> for whatever lies in it.</param>
    private sealed record SitePage(string Pattern, SiteFile File)
    {
        public bool Is(string path) =>
            Pattern.EndsWith('*')
                ? path.Length >= Pattern.Length
                    && path.StartsWith(Pattern[..^1], StringComparison.Ordinal)
                : path == Pattern;
    }
}
