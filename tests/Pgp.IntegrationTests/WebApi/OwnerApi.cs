using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Pgp.Common.Hosting;
using Pgp.Contracts.Ids;
using Pgp.IntegrationTests.Support;
using Pgp.WebApi;
using Pgp.WebApi.Keys;

namespace Pgp.IntegrationTests.WebApi;

/// <summary>The web API as it is served, asked by programs of owners with keys that may read.</summary>
internal sealed class OwnerApi : IAsyncDisposable
{
    private static readonly string Secret = new('a', 64);

    private readonly WebApplication app;
    private readonly TestDatabase db;
    private readonly Dictionary<long, string> keys = [];

    private OwnerApi(WebApplication app, TestDatabase db) => (this.app, this.db) = (app, db);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<OwnerApi> StartAsync(TestDatabase db)
    {
        var built = PgpApplication.Build(
            new PgpApplicationOptions(
                [new WebApiService()],
                WithDispatcher: false,
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["PGP_DATABASE"] = db.ConnectionString,
                    ["SUCCESS_URL_SIGNING_KEY"] = Secret,
                    ["TPS_HOSTPAY_SIGNING_KEY"] = Secret,
                    ["WEBAPI_ADMIN_TOKEN"] = Secret,
                    ["JWT_SECRET_KEY"] = Secret,
                    ["TOTP_SECRETS_KEY"] = Secret,
                    ["WEBHOOK_SECRETS_KEY"] = Secret,
                    ["SCHEDULER_TOKEN"] = Secret,
                    ["BASE_URL"] = "http://site.test",
                    ["PGP_BROADCAST_URL"] = "http://broadcast.test",
                    ["TELEGRAM_BOT_USERNAME"] = "test_bot",
                    ["TELEGRAM_BOT_API_TOKEN"] = "123456:TEST-TOKEN",
                    ["MAIL_PROVIDER"] = "smtp",
                    ["SMTP_HOST"] = "mail.test",
                    ["FROM_EMAIL"] = "us@site.test",
                },
                "http://127.0.0.1:0"
            )
        );
        await built.StartAsync(Ct);
        return new OwnerApi(built, db);
    }

    /// <summary>An account and its key; null: not linked to anybody at Telegram.</summary>
    public async Task<string> KeyOfAsync(TelegramUserId? owner)
    {
        if (keys.TryGetValue(owner?.Value ?? 0, out var old))
        {
            return old;
        }

        var account = Guid.CreateVersion7();
        var secret = ApiKeySecret.New();
        var name = string.Create(CultureInfo.InvariantCulture, $"owner_{owner?.Value ?? 0}");
        await db.RunAsync(
            """
            with account as (
                insert into accounts (
                    account_id, username, email, password_hash, password_changed_at,
                    telegram_user_id, language, created_at)
                values ($1, $2, $2 || '@site.test', 'none', now(), $3, 'en', now())
            )
            insert into api_keys (
                key_id, account_id, name, prefix, secret_hash, scopes, created_at)
            values ($1, $1, 'test', $4, $5, array['read'], now())
            """,
            account,
            name,
            (object?)owner?.Value ?? DBNull.Value,
            ApiKeySecret.PrefixOf(secret),
            ApiKeySecret.HashOf(secret)
        );
        keys.Add(owner?.Value ?? 0, secret);
        return secret;
    }

    public async Task<HttpResponseMessage> GetAsync(string path, TelegramUserId? owner)
    {
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri("/webapi/api" + path, UriKind.Relative)
        );
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            await KeyOfAsync(owner)
        );
        return await http.SendAsync(request, Ct);
    }

    /// <summary>The body of an answer that succeeded.</summary>
    public async Task<JsonNode> JsonAsync(string path, TelegramUserId? owner)
    {
        using var answer = await GetAsync(path, owner);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    public async Task<string> TextAsync(string path, TelegramUserId? owner)
    {
        using var answer = await GetAsync(path, owner);
        Assert.True(answer.IsSuccessStatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }
}
