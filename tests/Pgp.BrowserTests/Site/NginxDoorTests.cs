using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pgp.BrowserTests.Pages;
using Pgp.BrowserTests.Support;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;

namespace Pgp.BrowserTests.Site;

/// <summary>What nginx keeps from whoever asks from outside.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class NginxDoorTests(BrowserStack stack)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Each with what the process behind answers to a stranger.</summary>
    public static TheoryData<string, string, HttpStatusCode> Inside
    {
        get
        {
            var inside = new TheoryData<string, string, HttpStatusCode>
            {
                { "POST", "/webapi/operator/channels", HttpStatusCode.Unauthorized },
                { "GET", "/webapi/operator/channels/1", HttpStatusCode.Unauthorized },
                // Words of the operators' path that are another path to who reads them twice.
                {
                    "GET",
                    "/webapi/operator/channels/..%2f..%2fapi%2fnobody",
                    HttpStatusCode.Unauthorized
                },
                { "GET", "/server/status", HttpStatusCode.OK },
                { "POST", "/server/telegram", HttpStatusCode.Unauthorized },
                { "GET", "/ready", HttpStatusCode.OK },
                { "GET", "/metrics", HttpStatusCode.OK },
            };
            foreach (var task in TaskCatalogue.All.Where(one => one.Target == ServiceName.WebApi))
            {
                inside.Add("POST", $"/webapi{task.Path}", HttpStatusCode.Unauthorized);
            }

            return inside;
        }
    }

    [Theory]
    [MemberData(nameof(Inside))]
    public async Task Routes_of_operators_and_services_are_not_there(
        string method,
        string path,
        HttpStatusCode direct
    )
    {
        await using var nginx = await NginxServer.StartAsync(stack.Stack.App, Ct);
        var http = new HttpMethod(method);
        var own = await WebAnswer.AskAsync(http, stack.Stack.App, path, Ct);
        Assert.Equal(direct, own.Status);
        var behind = await WebAnswer.AskAsync(http, nginx.Address, path, Ct);
        Assert.Equal(HttpStatusCode.NotFound, behind.Status);
    }

    [Theory]
    [InlineData("/webapi")]
    [InlineData("/webapi/")]
    [InlineData("/webapi/api")]
    [InlineData("/webapi/api/../operator/channels/1")]
    [InlineData("/webapi/api/%2e%2e/operator/channels/1")]
    [InlineData("/webapi/api/..%2foperator/channels/1")]
    [InlineData("/webapi/api%2f..%2foperator/channels/1")]
    [InlineData("//webapi/operator/channels/1")]
    public async Task Another_spelling_leads_to_the_page_that_says_so(string path)
    {
        await using var nginx = await NginxServer.StartAsync(stack.Stack.App, Ct);
        var behind = await WebAnswer.AskAsync(HttpMethod.Get, nginx.Address, path, Ct);
        Assert.Equal(HttpStatusCode.NotFound, behind.Status);
        Assert.Equal(
            await File.ReadAllBytesAsync(SitePage.PathOf("dist/404.html"), Ct),
            behind.Body
        );
    }

    // The API refuses above 64 KiB and nginx above 1 MiB; who sends too much hears the same.
    [Theory]
    [InlineData(65_537)]
    [InlineData(1_048_577)]
    public async Task A_body_that_is_too_large_is_refused_in_the_same_words(int bytes)
    {
        await using var nginx = await NginxServer.StartAsync(stack.Stack.App, Ct);
        var own = await SendAsync(stack.Stack.App, 65_537);
        var behind = await SendAsync(nginx.Address, bytes);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, behind.Status);
        Assert.Equal("application/problem+json", behind.Headers["Content-Type"]);
        Assert.Equal(own.Headers["Content-Type"], behind.Headers["Content-Type"]);
        Assert.Equal(Json(own), Json(behind));
    }

    private static string Json(WebAnswer answer) => JsonNode.Parse(answer.Body)!.ToJsonString();

    private static Task<WebAnswer> SendAsync(Uri server, int bytes) =>
        WebAnswer.AskAsync(
            HttpMethod.Post,
            server,
            "/webapi/api/auth/login",
            Ct,
            request =>
            {
                var body = """{"login":""}""";
                body = body.Insert(body.Length - 2, new string('a', bytes - body.Length));
                request.Content = new StringContent(body, Encoding.ASCII, "application/json");
                // Asks before it sends, so that the answer does not race with the body.
                request.Headers.ExpectContinue = true;
            }
        );
}
