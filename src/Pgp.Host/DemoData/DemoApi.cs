using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Pgp.Host.DemoData;

/// <summary>Speaks with the owners' API as the site does.</summary>
internal sealed class DemoApi(Uri app) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Who speaks; null: a stranger.</summary>
    public string? Token { get; set; }

    public void Dispose() => http.Dispose();

    public async Task<JsonNode> GetAsync(string path, CancellationToken ct) =>
        (await SendAsync(HttpMethod.Get, path, body: null, version: null, ct)).Body!;

    public async Task<JsonNode?> PostAsync(string path, JsonObject body, CancellationToken ct) =>
        (await SendAsync(HttpMethod.Post, path, body, version: null, ct)).Body;

    public Task PutAsync(string path, JsonObject body, CancellationToken ct) =>
        SendAsync(HttpMethod.Put, path, body, version: null, ct);

    /// <summary>Changes what was just read.</summary>
    public async Task PatchAsync(string path, JsonObject body, CancellationToken ct)
    {
        var (_, version) = await SendAsync(HttpMethod.Get, path, body: null, version: null, ct);
        await SendAsync(HttpMethod.Patch, path, body, version, ct);
    }

    private async Task<(JsonNode? Body, EntityTagHeaderValue? Version)> SendAsync(
        HttpMethod method,
        string path,
        JsonObject? body,
        EntityTagHeaderValue? version,
        CancellationToken ct
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(app, $"webapi/api/{path}"));
        if (Token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        }

        if (version is not null)
        {
            request.Headers.IfMatch.Add(version);
        }

        if (method == HttpMethod.Post)
        {
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        }

        if (body is not null)
        {
            var json = body.ToJsonString();
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        using var response = await http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        if (!response.IsSuccessStatusCode)
        {
            var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            throw new InvalidOperationException($"{method} {path} answered {status}: {text}");
        }

        return (text.Length == 0 ? null : JsonNode.Parse(text), response.Headers.ETag);
    }
}
