using System.Net;
using System.Text.Json.Nodes;
using Pgp.BrowserTests.Pages;
using Pgp.BrowserTests.Support;
using Pgp.Local;

namespace Pgp.BrowserTests.Site;

/// <summary>
/// The site behind nginx is the one that the host serves. What differs: nginx sends the header that
/// only browsers under TLS heed, tags of its own, and the site's headers with answers of the API.
/// </summary>
[Collection(nameof(BrowserCollection))]
public sealed class NginxContractTests(BrowserStack stack)
{
    private const string ForHttpsOnly = "Strict-Transport-Security";

    private static readonly string[] OfFiles =
    [
        "Cache-Control",
        "Content-Encoding",
        "Content-Length",
        "Content-Type",
        "Location",
        "Set-Cookie",
        "Vary",
    ];

    private static readonly string[] OfApi =
    [
        "Allow",
        "Cache-Control",
        "Content-Encoding",
        "Content-Type",
        "Location",
        "Retry-After",
        "Set-Cookie",
        "Vary",
        "WWW-Authenticate",
    ];

    private static readonly Lazy<Dictionary<string, string>> Security = new(() =>
        Read("headers.json")
            .ToDictionary(one => one.Key, one => (string)one.Value!, StringComparer.Ordinal)
    );

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>How browsers, programs and proxies ask.</summary>
    public static TheoryData<string, string?, string?> Ways =>
        new()
        {
            { "GET", "gzip, deflate, br", null },
            { "GET", null, null },
            { "HEAD", "gzip", null },
            { "GET", "gzip", "1.1 proxy" },
        };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_page_and_file_is_the_same(string method, string? packed, string? via)
    {
        await using var nginx = await NginxServer.StartAsync(stack.Stack.App, Ct);
        foreach (var path in PagePaths().Concat(FilePaths()))
        {
            var (behind, own) = await AskBothAsync(nginx, new HttpMethod(method), path, With);
            Assert.Equal($"200 {path}", $"{(int)own.Status} {path}");
            AssertSame(path, own, behind);
            Assert.Equal(packed is null ? null : "gzip", Field(behind, "Content-Encoding"));
        }

        void With(HttpRequestMessage request)
        {
            Add(request, "Accept-Encoding", packed);
            Add(request, "Via", via);
        }
    }

    [Theory]
    [InlineData("/no-such-page")]
    [InlineData("/no-such-file.js")]
    [InlineData("/assets")]
    [InlineData("/assets/")]
    [InlineData("/assets/app-00000000.js")]
    // Pages have addresses of their own, and packed files are not for who asks for them by name.
    [InlineData("/landing.html")]
    [InlineData("/app.html")]
    [InlineData("/404.html")]
    [InlineData("/landing.html.gz")]
    [InlineData("/robots.txt.gz")]
    // Almost a page.
    [InlineData("/c")]
    [InlineData("/c/")]
    [InlineData("/channels/")]
    [InlineData("/Login")]
    [InlineData("/login/")]
    [InlineData("/login/more")]
    public async Task What_is_not_there_is_said_in_the_same_way(string path)
    {
        await using var nginx = await NginxServer.StartAsync(stack.Stack.App, Ct);
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head, HttpMethod.Post])
        {
            var (behind, own) = await AskBothAsync(nginx, method, path);
            Assert.Equal(HttpStatusCode.NotFound, own.Status);
            AssertSame($"{method} {path}", own, behind);
        }
    }

    [Theory]
    [InlineData("/c/name.html")]
    [InlineData("/c/name.gz")]
    [InlineData("/channels/a/b/c")]
    public async Task What_lies_in_a_folder_of_pages_is_a_page_whatever_its_name(string path)
    {
        await using var nginx = await NginxServer.StartAsync(stack.Stack.App, Ct);
        var (behind, own) = await AskBothAsync(nginx, HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, own.Status);
        AssertSame(path, own, behind);
    }

    [Fact]
    public async Task Nothing_can_be_sent_to_a_page()
    {
        await using var nginx = await NginxServer.StartAsync(stack.Stack.App, Ct);
        foreach (var path in PagePaths().Concat(FilePaths()))
        {
            var (behind, own) = await AskBothAsync(nginx, HttpMethod.Post, path);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, own.Status);
            Assert.Equal(own.Status, behind.Status);
            AssertSecured(own, behind);
            // nginx has a page of its own for it; it is kept no longer than any other.
            if (!path.StartsWith("/assets/", StringComparison.Ordinal))
            {
                Assert.Equal("no-cache", Field(behind, "Cache-Control"));
                Assert.Equal("no-cache", Field(own, "Cache-Control"));
            }
        }
    }

    [Fact]
    public async Task What_a_browser_has_already_is_not_sent_again()
    {
        await using var nginx = await NginxServer.StartAsync(stack.Stack.App, Ct);
        foreach (var path in PagePaths().Concat(FilePaths()))
        {
            var again = new List<WebAnswer>();
            foreach (var server in (Uri[])[stack.Stack.App, nginx.Address])
            {
                var first = await WebAnswer.AskAsync(HttpMethod.Get, server, path, Ct);
                again.Add(
                    await WebAnswer.AskAsync(
                        HttpMethod.Get,
                        server,
                        path,
                        Ct,
                        request => Add(request, "If-None-Match", first.Headers["ETag"])
                    )
                );
            }

            Assert.All(again, one => Assert.Equal(HttpStatusCode.NotModified, one.Status));
            Assert.All(again, one => Assert.Empty(one.Body));
            string[] kept = ["Cache-Control", "Vary"];
            Assert.Equal(again[0].Lines(kept), again[1].Lines(kept));
            AssertSecured(again[0], again[1]);
        }
    }

    [Fact]
    public async Task Every_route_of_the_api_answers_the_same_with_the_headers_of_the_site()
    {
        await using var nginx = await NginxServer.StartAsync(stack.Stack.App, Ct);
        var document = JsonNode.Parse(
            await File.ReadAllBytesAsync(
                Path.Combine(LocalFolders.Find().Checkout, "docs/openapi.json"),
                Ct
            )
        )!;
        var routes = document["paths"]!
            .AsObject()
            .SelectMany(path =>
                path.Value!.AsObject()
                    .Select(one => (Method: HttpMethod.Parse(one.Key), Path: Filled(path.Key)))
            )
            .Append((HttpMethod.Get, "/webapi/openapi.json"))
            .Append((HttpMethod.Get, "/webapi/api/no-such-route"))
            .Append((HttpMethod.Get, "/webapi/api/payments?state=%C3%BC%2F%20x&limit=2"))
            .Append((HttpMethod.Get, "/webapi/api/public/channels/%C3%BC%20%25"))
            .ToArray();
        Assert.InRange(routes.Length, 80, 1000);
        foreach (var (method, path) in routes)
        {
            var (behind, own) = await AskBothAsync(nginx, method, path);
            Assert.Equal(
                Text($"{method} {path}", own, OfApi),
                Text($"{method} {path}", behind, OfApi)
            );
            Assert.Equal(own.Body, behind.Body);
            Assert.Equal(
                Security.Value.Select(one => $"{one.Key}: {one.Value}"),
                behind.Lines(Security.Value.Keys)
            );
        }
    }

    [Fact]
    public async Task Nginx_says_itself_that_it_is_alive()
    {
        await using var nginx = await NginxServer.StartAsync(new Uri("http://127.0.0.1:9"), Ct);
        var answer = await WebAnswer.AskAsync(HttpMethod.Get, nginx.Address, "/health", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("ok\n"u8, answer.Body);
        Assert.Equal("text/plain; charset=utf-8", Field(answer, "Content-Type"));
        Assert.Equal("no-cache", Field(answer, "Cache-Control"));
    }

    private static void AssertSame(string path, WebAnswer own, WebAnswer behind)
    {
        Assert.Equal(Text(path, own, OfFiles), Text(path, behind, OfFiles));
        Assert.Equal(own.Body, behind.Body);
        AssertSecured(own, behind);
    }

    private static void AssertSecured(WebAnswer own, WebAnswer behind)
    {
        var headers = Security.Value.Select(one => $"{one.Key}: {one.Value}").ToArray();
        Assert.Equal(headers, behind.Lines(Security.Value.Keys));
        Assert.Equal(
            headers.Where(line => !line.StartsWith(ForHttpsOnly, StringComparison.Ordinal)),
            own.Lines(Security.Value.Keys)
        );
    }

    private static string Text(string asked, WebAnswer answer, string[] fields) =>
        string.Join('\n', answer.Lines(fields).Prepend($"{asked}: {(int)answer.Status}"));

    private static string? Field(WebAnswer answer, string name) =>
        answer.Headers.GetValueOrDefault(name);

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }
    }

    private async Task<(WebAnswer Behind, WebAnswer Own)> AskBothAsync(
        NginxServer nginx,
        HttpMethod method,
        string path,
        Action<HttpRequestMessage>? with = null
    ) =>
        (
            await WebAnswer.AskAsync(method, nginx.Address, path, Ct, with),
            await WebAnswer.AskAsync(method, stack.Stack.App, path, Ct, with)
        );

    private static JsonObject Read(string file) =>
        JsonNode.Parse(File.ReadAllBytes(SitePage.PathOf(file)))!.AsObject();

    private static IEnumerable<string> PagePaths() =>
        Read("pages.json")
            .SelectMany(file => file.Value!.AsArray())
            .Select(pattern => ((string)pattern!).Replace("*", "one", StringComparison.Ordinal));

    private static IEnumerable<string> FilePaths()
    {
        var dist = SitePage.PathOf("dist");
        return Directory
            .EnumerateFiles(dist, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is not ".html" and not ".gz")
            .Select(file => "/" + Path.GetRelativePath(dist, file).Replace('\\', '/'));
    }

    // Ids that nobody has.
    private static string Filled(string path) =>
        string.Join(
            '/',
            path.Split('/').Select(part => part.StartsWith('{') ? "nobody-has-this" : part)
        );
}
