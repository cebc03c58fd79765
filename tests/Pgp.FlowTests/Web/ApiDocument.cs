using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Pgp.FlowTests.Support;

namespace Pgp.FlowTests.Web;

/// <summary>One operation of the API.</summary>
/// <param name="Path">With its parameters in braces.</param>
internal sealed record ApiOperation(string Method, string Path, string Id, JsonNode Json)
{
    public bool Fits(string method, string path)
    {
        var mine = Path.Split('/');
        var given = path.Split('/');
        return Method == method
            && mine.Length == given.Length
            && mine.Zip(given).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }

    public bool TakesId => Path.Contains('{', StringComparison.Ordinal);
}

/// <summary>The document that the API makes of itself, held against what it does.</summary>
internal sealed class ApiDocument
{
    private static readonly ConcurrentDictionary<FlowStack, Task<ApiDocument>> Known = [];

    private readonly JsonNode json;
    private readonly ConcurrentDictionary<string, JsonSchema> schemas = [];
    private readonly ConcurrentDictionary<string, bool> seen = [];

    private ApiDocument(JsonNode json)
    {
        this.json = json;
        Operations =
        [
            .. json["paths"]!
                .AsObject()
                .SelectMany(path =>
                    path.Value!.AsObject()
                        .Select(operation => new ApiOperation(
                            operation.Key.ToUpperInvariant(),
                            path.Key,
                            (string)operation.Value!["operationId"]!,
                            operation.Value
                        ))
                )
                // A fixed path goes before one with a parameter in its place.
                .OrderBy(operation => operation.TakesId),
        ];
    }

    public IReadOnlyList<ApiOperation> Operations { get; }

    /// <summary>Ids of operations that were asked and answered as they say.</summary>
    public IReadOnlySet<string> Exercised => seen.Keys.ToHashSet(StringComparer.Ordinal);

    public static Task<ApiDocument> OfAsync(FlowStack flow, CancellationToken ct) =>
        Known.GetOrAdd(
            flow,
            async stack =>
            {
                var url = new Uri(stack.Stack.App, "webapi/openapi.json");
                return new ApiDocument(JsonNode.Parse(await stack.Http.GetStringAsync(url, ct))!);
            }
        );

    /// <summary>The status is one that is stated, and the body has the shape that is stated.</summary>
    public void Check(string method, string path, ApiAnswer answer)
    {
        if (Operations.FirstOrDefault(one => one.Fits(method, path)) is not { } operation)
        {
            return;
        }

        var responses = operation.Json["responses"]!;
        var stated = responses[$"{answer.Status}"];
        // Any route may be asked too often, break, or be sent what is no JSON.
        if (stated is null && answer.Status is 429 or 500 or 415 or 413)
        {
            return;
        }

        Assert.True(
            stated is not null,
            $"{operation.Id} does not say that it answers {answer.Status}"
        );
        var content = stated["content"]?.AsObject();
        if (content is null || content.Count == 0)
        {
            Assert.True(answer.Body is null, $"{operation.Id}: {answer.Status} has no body stated");
        }
        else if (
            content.First() is (var type, { } shape)
            && type.EndsWith("json", StringComparison.Ordinal)
        )
        {
            Match(operation, answer, shape["schema"]!);
        }

        seen[operation.Id] = true;
    }

    private void Match(ApiOperation operation, ApiAnswer answer, JsonNode schema)
    {
        var key = schema.ToJsonString();
        var compiled = schemas.GetOrAdd(key, _ => Compile(schema));
        var element = JsonElement.Parse(answer.Body?.ToJsonString() ?? "null");
        var result = compiled.Evaluate(
            element,
            new EvaluationOptions { OutputFormat = OutputFormat.List }
        );
        Assert.True(
            result.IsValid,
            $"{operation.Id} {answer.Status}: {Why(result)}\n{answer.Body?.ToJsonString()}"
        );
    }

    private JsonSchema Compile(JsonNode schema)
    {
        // A schema by itself keeps its parts where JSON Schema has them.
        var whole = schema.DeepClone().AsObject();
        whole["$defs"] = json["components"]!["schemas"]!.DeepClone();
        return JsonSchema.FromText(
            whole
                .ToJsonString()
                .Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal)
        );
    }

    private static string Why(EvaluationResults result) =>
        string.Join(
            "; ",
            (result.Details ?? [])
                .Where(detail => detail.Errors is not null)
                .SelectMany(detail =>
                    detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")
                )
        );
}
