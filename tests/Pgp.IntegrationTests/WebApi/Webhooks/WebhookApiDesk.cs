using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.Host;
using Pgp.Host.Stack;
using Pgp.IntegrationTests.Notifications.Webhooks;
using Pgp.IntegrationTests.Support;
using Pgp.Local;
using Pgp.Testing;

namespace Pgp.IntegrationTests.WebApi.Webhooks;

/// <summary>What an API answered.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonNode? Body)
{
    public string? Code => (string?)Body?["code"];

    /// <summary>Field and code of each error.</summary>
    public IEnumerable<string> Errors =>
        Body!["errors"]!.AsArray().Select(one => $"{one!["field"]} {one["code"]}");
}

/// <summary>
/// The web API and the sender as one process, asked by HTTP with keys of two accounts. Their clock
/// moves while somebody waits.
/// </summary>
public abstract class WebhookApiDesk(ClusterFixture fixture) : WebhookDesk(fixture)
{
    internal const string Key = "pgp_live_owner";
    internal const string ReadKey = "pgp_live_reader";
    internal const string StrangerKey = "pgp_live_stranger";

    private readonly HttpClient http = new();
    private readonly string folder = Directory.CreateTempSubdirectory("webhooks").FullName;
    private WebApplication app = null!;

    internal Guid Stranger { get; } = Guid.CreateVersion7();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Seed.AccountAsync(Db, Stranger, "stranger");
        await KeyAsync(Account, Key, "{read,write}");
        await KeyAsync(Account, ReadKey, "{read}");
        await KeyAsync(Stranger, StrangerKey, "{read,write}");
        app = PgpApplication.Build(
            new PgpApplicationOptions(
                [
                    .. Catalogue.Services.Where(service =>
                        service.Name == ServiceName.WebApi
                        || service.Name == ServiceName.Notifications
                    ),
                ],
                WithDispatcher: true,
                Settings(),
                "http://127.0.0.1:0"
            )
            {
                Clock = Clock,
                Logging = logging => logging.ClearProviders(),
            }
        );
        await app.StartAsync(Ct);
    }

    public override async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal Task<Answer> GetAsync(string path, string key = Key) =>
        AskAsync(HttpMethod.Get, path, body: null, key);

    internal Task<Answer> PostAsync(string path, string? body = null, string key = Key) =>
        AskAsync(HttpMethod.Post, path, body, key);

    /// <summary>A test fire; each is one intention, unless it is said which.</summary>
    internal Task<Answer> FireAsync(string id, string? once = null) =>
        AskAsync(
            HttpMethod.Post,
            $"/webhooks/{id}/test",
            null,
            Key,
            once ?? Guid.NewGuid().ToString()
        );

    internal async Task<Answer> AskAsync(
        HttpMethod method,
        string path,
        string? body,
        string key,
        string? once = null
    )
    {
        using var request = new HttpRequestMessage(
            method,
            new Uri(new Uri(app.Urls.Single()), "/webapi/api" + path)
        );
        request.Headers.Add("Authorization", $"Bearer {key}");
        if (once is not null)
        {
            request.Headers.Add("Idempotency-Key", once);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await http.SendAsync(request, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        return new Answer(response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>An endpoint on the owner's server that wants everything about channels.</summary>
    /// <returns>Its id and its secret.</returns>
    internal async Task<(string Id, string Secret)> CreateAsync(string key = Key)
    {
        var answer = await PostAsync("/webhooks", Body("channel.members_differ"), key);
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return ((string)answer.Body!["endpoint"]!["endpoint_id"]!, (string)answer.Body["secret"]!);
    }

    internal string Body(params string[] types) =>
        new JsonObject
        {
            ["url"] = new Uri(Server.Address, "/hook").ToString(),
            ["event_types"] = new JsonArray([.. types.Select(type => (JsonNode)type)]),
        }.ToJsonString();

    /// <summary>As the base does it, and then the sender is woken.</summary>
    internal new async Task HappensAsync(string subject)
    {
        await base.HappensAsync(subject);
        await WakeAsync();
    }

    /// <summary>By a wish that concerns nothing: whoever hears it looks into the queue.</summary>
    internal async Task WakeAsync()
    {
        var nothing = WebhookDeliveryId.New(TimeProvider.System);
        await using var unit = await Db.As(ServiceName.WebApi, Clock).BeginAsync(Ct);
        await unit.EnqueueAsync(new WebhookRetryRequested(nothing, nothing.ToString()), Ct);
        await unit.CommitAsync(Ct);
    }

    /// <summary>
    /// Lets time pass until there is what was looked for; slowly, so that no attempt runs out of it.
    /// </summary>
    internal Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> isThere) =>
        Eventually.GetAsync(
            () =>
            {
                Clock.Advance(TimeSpan.FromMilliseconds(100));
                return look();
            },
            isThere,
            Ct
        );

    internal Task ReceivedAsync(int count) =>
        UntilAsync(() => Task.FromResult(Server.Requests.Count), seen => seen == count);

    private async Task KeyAsync(Guid account, string secret, string scopes) =>
        await Db.RunAsync(
            """
            insert into api_keys (
                key_id, account_id, name, prefix, secret_hash, scopes, created_at)
            values (gen_random_uuid(), $1, 'test', $2, sha256(convert_to($2, 'utf8')), $3::text[],
                    now())
            """,
            account,
            secret,
            scopes
        );

    private Dictionary<string, string> Settings()
    {
        var nobody = new Uri("http://127.0.0.1:1/");
        var secrets = LocalSecrets.Open(Path.Combine(folder, "secrets"));
        var at = new StackAddresses(
            Db.ConnectionString,
            nobody,
            nobody,
            StackCredentials.Draw(secrets)
        );
        return StackSettings.Of(at, wallet: "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf");
    }
}
