using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Pgp.BrowserTests.Support;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Host;

namespace Pgp.BrowserTests.Site;

/// <summary>
/// Whom the API takes a caller for who comes through nginx: it counts the tries of each address.
/// Five may sign up in a quarter of an hour. Each test has addresses of its own.
/// </summary>
[Collection(nameof(BrowserCollection))]
public sealed class NginxCallerTests(BrowserStack stack)
{
    private const string Counted = "422";
    private const string Refused = "429";

    private static readonly string[] UntilRefused = [.. Enumerable.Repeat(Counted, 5), Refused];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tries_are_counted_by_caller_and_not_by_nginx()
    {
        await using var edge = await EdgeAsync();
        Assert.Equal(UntilRefused, await TryAsync(edge.Nginx, "127.0.0.11", new string?[6]));
        Assert.Equal([Counted], await TryAsync(edge.Nginx, "127.0.0.12", [null]));
    }

    [Fact]
    public async Task A_caller_gains_nothing_by_saying_that_it_is_another()
    {
        await using var edge = await EdgeAsync();
        string[] forged =
        [
            "127.0.0.22",
            "198.51.100.1",
            "198.51.100.2, 127.0.0.22",
            "127.0.0.1",
            "::1, 127.0.0.1",
            "unknown",
        ];
        Assert.Equal(UntilRefused, await TryAsync(edge.Nginx, "127.0.0.21", forged));
        // Nor does it use up what is another's.
        Assert.Equal(UntilRefused, await TryAsync(edge.Nginx, "127.0.0.22", new string?[6]));
    }

    [Fact]
    public async Task Behind_a_balancer_the_caller_is_whom_the_balancer_has_seen()
    {
        await using var edge = await EdgeAsync();
        // 127.0.0.1 is trusted; what it appends is the last but one when nginx has passed it on.
        string[] forged =
        [
            "203.0.113.31",
            "198.51.100.1, 203.0.113.31",
            "198.51.100.2, 203.0.113.31",
            "127.0.0.1, 198.51.100.3, 203.0.113.31",
            "unknown, 203.0.113.31",
            "198.51.100.4,203.0.113.31",
        ];
        Assert.Equal(UntilRefused, await TryAsync(edge.Nginx, "127.0.0.1", forged));
        Assert.Equal(
            [Counted],
            await TryAsync(edge.Nginx, "127.0.0.1", ["203.0.113.31, 203.0.113.32"])
        );
    }

    [Fact]
    public async Task A_caller_that_goes_past_nginx_is_not_believed()
    {
        await using var edge = await EdgeAsync();
        string[] forged = [.. Enumerable.Range(1, 6).Select(number => $"198.51.100.{number}")];
        Assert.Equal(UntilRefused, await TryAsync(edge.Api, "127.0.0.41", forged));
    }

    // What is asked does not fit, so that nothing comes of it; it is counted before that is seen.
    private static async Task<IReadOnlyList<string>> TryAsync(
        Uri server,
        string address,
        IReadOnlyList<string?> forwarded
    )
    {
        using var http = WebAnswer.From(IPAddress.Parse(address));
        var statuses = new List<string>();
        foreach (var said in forwarded)
        {
            var answer = await WebAnswer.AskAsync(
                http,
                HttpMethod.Post,
                server,
                "/webapi/api/auth/signup",
                Ct,
                request =>
                {
                    request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
                    if (said is not null)
                    {
                        Assert.True(
                            request.Headers.TryAddWithoutValidation("X-Forwarded-For", said)
                        );
                    }
                }
            );
            statuses.Add($"{(int)answer.Status}");
        }

        return statuses;
    }

    // A process with the limits of a real installation, which those of the stack are not.
    private async Task<Edge> EdgeAsync()
    {
        var settings = stack.Stack.Settings.ToDictionary(StringComparer.Ordinal);
        settings["WEBAPI_ATTEMPT_SCALE"] = "1";
        settings["PGP_TRUSTED_PROXIES"] = "127.0.0.1";
        var api = PgpApplication.Build(
            new PgpApplicationOptions(
                [Catalogue.Services.Single(service => service.Name == ServiceName.WebApi)],
                WithDispatcher: false,
                settings,
                "http://127.0.0.1:0"
            )
            {
                Logging = logging => logging.SetMinimumLevel(LogLevel.None),
            }
        );
        try
        {
            await api.StartAsync(Ct);
            var address = new Uri(api.Urls.Single());
            return new Edge(api, address, await NginxServer.StartAsync(address, Ct));
        }
        catch
        {
            await api.DisposeAsync();
            throw;
        }
    }

    private sealed class Edge(WebApplication app, Uri api, NginxServer nginx) : IAsyncDisposable
    {
        public Uri Api => api;

        public Uri Nginx => nginx.Address;

        public async ValueTask DisposeAsync()
        {
            await nginx.DisposeAsync();
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
