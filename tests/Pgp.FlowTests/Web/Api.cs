using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Pgp.FlowTests.Support;

namespace Pgp.FlowTests.Web;

/// <summary>What the API answered.</summary>
internal sealed record ApiAnswer(int Status, JsonNode? Body, HttpResponseMessage Response)
{
    /// <summary>The stable code of a problem.</summary>
    public string? Code => (string?)Body?["code"];

    public string? Header(string name) =>
        Response.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    /// <summary>Fields and codes of what is wrong, in their order.</summary>
    public IReadOnlyList<string> Errors =>
        [
            .. (Body?["errors"]?.AsArray() ?? []).Select(error =>
                $"{(string?)error?["field"]}: {(string?)error?["code"]}"
            ),
        ];

    /// <summary>Of a call that has to succeed.</summary>
    public JsonNode Value()
    {
        Assert.True(Status is >= 200 and <= 299, $"{Status}: {Body?.ToJsonString()}");
        return Body!;
    }
}

/// <summary>
/// Speaks with the API as a program does. Each answer is compared with the API's own document.
/// </summary>
internal sealed class Api(FlowStack flow)
{
    public const string Root = "webapi/api";

    public FlowStack Flow => flow;

    /// <summary>An access token or a key.</summary>
    public string? Token { get; set; }

    public Task<ApiAnswer> GetAsync(string path, CancellationToken ct) =>
        SendAsync(HttpMethod.Get, path, body: null, ct);

    public Task<ApiAnswer> PostAsync(string path, JsonNode? body, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, path, body ?? new JsonObject(), ct);

    public Task<ApiAnswer> DeleteAsync(string path, CancellationToken ct) =>
        SendAsync(HttpMethod.Delete, path, body: null, ct);

    public async Task<ApiAnswer> SendAsync(
        HttpMethod method,
        string path,
        JsonNode? body,
        CancellationToken ct,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(
            method,
            new Uri(flow.Stack.App, $"{Root}/{path}")
        );
        if (Token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        }

        if (body is not null)
        {
            request.Content = new StringContent(
                body.ToJsonString(),
                Encoding.UTF8,
                "application/json"
            );
        }

        // Every call is one intention, unless a test says which.
        if (method == HttpMethod.Post && !headers.Any(one => one.Name == "Idempotency-Key"))
        {
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        }

        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        var response = await flow.Http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith(
            "json",
            StringComparison.Ordinal
        );
        var answer = new ApiAnswer(
            (int)response.StatusCode,
            isJson == true && text.Length > 0 ? JsonNode.Parse(text) : null,
            response
        );
        var document = await ApiDocument.OfAsync(flow, ct);
        document.Check(method.Method, request.RequestUri!.AbsolutePath, answer);
        return answer;
    }
}
