using Microsoft.Extensions.Time.Testing;
using Pgp.Adapters.GoogleCloud;
using Pgp.UnitTests.Wire;

namespace Pgp.UnitTests.GoogleCloud;

public sealed class SecretManagerSecretsTests
{
    private const string Reference = "projects/p-1/secrets/ipn/versions/3";
    private readonly PartnerStub metadata = new();
    private readonly PartnerStub manager = new();
    private readonly FakeTimeProvider clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private MetadataToken Tokens()
    {
        var http = metadata.Client();
        MetadataToken.Configure(http, new Uri("http://metadata.test"));
        return new MetadataToken(http, clock);
    }

    private SecretManagerSecrets Secrets()
    {
        metadata.Json(200, Token("one", 3600));
        var http = manager.Client();
        SecretManagerSecrets.Configure(http, new Uri("https://secrets.test/v1"));
        return new SecretManagerSecrets(http, Tokens());
    }

    private static string Token(string value, int seconds) =>
        $$"""{"access_token":"{{value}}","expires_in":{{seconds}},"token_type":"Bearer"}""";

    private static string Version(byte[] bytes, string sum) =>
        $$"""
            {"name":"projects/123/secrets/ipn/versions/3",
             "payload":{"data":"{{Convert.ToBase64String(bytes)}}","dataCrc32c":{{sum}} } }
            """;

    [Fact]
    public async Task A_secret_is_checked_and_trimmed()
    {
        var bytes = "hello\n"u8.ToArray();
        manager.Json(200, Version(bytes, $"\"{Crc32C.Of(bytes)}\""));
        Assert.Equal("hello", await Secrets().ReadAsync(Reference, Ct));
        var request = manager.Requests[0];
        Assert.Equal($"/v1/{Reference}:access", request.Path);
        Assert.Equal("Bearer one", request.Headers["authorization"]);
        Assert.Equal("Google", metadata.Requests[0].Headers["metadata-flavor"]);
    }

    [Fact]
    public async Task Damaged_payloads_are_never_used()
    {
        byte[] noText = [0xff, 0xfe];
        manager
            .Json(200, Version("hello"u8.ToArray(), "\"2591144781\""))
            .Json(200, Version("hello"u8.ToArray(), "null"))
            .Json(200, Version(noText, $"\"{Crc32C.Of(noText)}\""))
            .Json(200, """{"payload":{"data":"***","dataCrc32c":"0"}}""")
            .Json(200, """{"payload":null}""")
            .Html(200);
        var secrets = Secrets();
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(new SecretOutcome.Corrupt(), await secrets.AccessAsync(Reference, Ct));
        }
    }

    [Fact]
    public async Task Refusals_are_told_apart()
    {
        manager
            .Json(404, """{"error":{"code":404,"message":"…","status":"NOT_FOUND"}}""")
            .Json(403, """{"error":{"code":403,"message":"…","status":"PERMISSION_DENIED"}}""")
            .Json(400, """{"error":{"code":400,"message":"…","status":"FAILED_PRECONDITION"}}""")
            .Json(429, """{"error":{"code":429,"status":"RESOURCE_EXHAUSTED"}}""")
            .Html(404)
            .Timeout();
        var secrets = Secrets();
        SecretOutcome[] expected =
        [
            new SecretOutcome.NotFound(),
            new SecretOutcome.Denied(),
            new SecretOutcome.Disabled(),
            new SecretOutcome.Unavailable("RESOURCE_EXHAUSTED"),
            new SecretOutcome.Unavailable("http_404"),
            new SecretOutcome.Unavailable("timeout"),
        ];
        foreach (var outcome in expected)
        {
            Assert.Equal(outcome, await secrets.AccessAsync(Reference, Ct));
        }
    }

    [Fact]
    public async Task A_missing_secret_is_null_and_an_unreadable_one_stops_the_start()
    {
        manager
            .Json(404, """{"error":{"code":404,"status":"NOT_FOUND"}}""")
            .Json(403, """{"error":{"code":403,"status":"PERMISSION_DENIED"}}""");
        var secrets = Secrets();
        Assert.Null(await secrets.ReadAsync("projects/p-1/secrets/ipn", Ct));
        Assert.EndsWith(
            "/versions/latest:access",
            manager.Requests[0].Path,
            StringComparison.Ordinal
        );
        var stop = await Assert.ThrowsAsync<SecretUnreadableException>(async () =>
            await secrets.ReadAsync(Reference, Ct)
        );
        Assert.Equal(new SecretOutcome.Denied(), stop.Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ipn")]
    [InlineData("projects/p/secrets/../versions/1")]
    [InlineData("projects/p/secrets/s/versions/1?x=1")]
    public async Task A_reference_of_another_form_is_not_asked_for(string reference)
    {
        Assert.Equal(new SecretOutcome.Malformed(), await Secrets().AccessAsync(reference, Ct));
        Assert.Empty(manager.Requests);
    }

    [Fact]
    public async Task A_token_is_kept_until_a_minute_before_its_end()
    {
        metadata.Json(200, Token("one", 120)).Json(200, Token("two", 120));
        var tokens = Tokens();
        var first = await tokens.AccessTokenAsync(Ct);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Same(first, await tokens.AccessTokenAsync(Ct));
        clock.Advance(TimeSpan.FromSeconds(1));
        var next = Assert.IsType<TokenOutcome.Token>(await tokens.AccessTokenAsync(Ct));
        Assert.Equal("two", next.Value);
        Assert.DoesNotContain("two", next.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_asked()
    {
        metadata.Html(404).Json(200, """{"access_token":null,"expires_in":"x"}""").NoConnection();
        var tokens = Tokens();
        for (var i = 0; i < 3; i++)
        {
            Assert.IsType<TokenOutcome.Unavailable>(await tokens.AccessTokenAsync(Ct));
        }
    }
}
