using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;

namespace Pgp.UnitTests.Contracts.Tasks;

/// <summary>Examples of one kind of task, together every shape that it can have.</summary>
/// <param name="Kind">Name of the record.</param>
/// <param name="Definition">Its line of the catalogue.</param>
/// <param name="Payloads">The examples as they travel.</param>
/// <param name="EffectKeys">What each names its effect.</param>
/// <param name="RoundTrip">Reads a payload and writes it again.</param>
/// <param name="ReceiveAsync">Gives a payload to a handler that completes.</param>
public sealed record TaskSample(
    string Kind,
    TaskDefinition Definition,
    IReadOnlyList<string> Payloads,
    IReadOnlyList<string> EffectKeys,
    Func<string, string> RoundTrip,
    Func<string, Task<TaskOutcome>> ReceiveAsync
)
{
    public static TaskSample Of<TTask>(params TTask[] tasks)
        where TTask : class, ITask<TTask> =>
        new(
            typeof(TTask).Name,
            TTask.Definition,
            [.. tasks.Select(Write)],
            [.. tasks.Select(task => task.EffectKey)],
            payload => Write(Read<TTask>(payload)),
            GiveAsync<TTask>
        );

    /// <summary>All examples, laid out for people to read.</summary>
    public string Show()
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartArray();
            foreach (var (payload, key) in Payloads.Zip(EffectKeys))
            {
                writer.WriteStartObject();
                writer.WriteString("effect_key", key);
                writer.WritePropertyName("payload");
                JsonNode.Parse(payload)!.WriteTo(writer);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    /// <summary>A member of the examples, and whether any of them leaves it empty.</summary>
    public IEnumerable<(string Name, bool IsOptional)> Members() =>
        Payloads
            .SelectMany(payload => JsonNode.Parse(payload)!.AsObject())
            .GroupBy(member => member.Key, member => member.Value is null, StringComparer.Ordinal)
            .Select(member => (member.Key, member.Any(isEmpty => isEmpty)));

    /// <summary>The first example with one change.</summary>
    public string With(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(Payloads[0])!.AsObject();
        change(json);
        return json.ToJsonString();
    }

    public override string ToString() => Kind;

    private static string Write<TTask>(TTask task)
        where TTask : class, ITask<TTask> => JsonSerializer.Serialize(task, TTask.Json);

    private static TTask Read<TTask>(string payload)
        where TTask : class, ITask<TTask> => JsonSerializer.Deserialize(payload, TTask.Json)!;

    private static async Task<TaskOutcome> GiveAsync<TTask>(string payload)
        where TTask : class, ITask<TTask>
    {
        var services = new ServiceCollection();
        services.AddSingleton<Completing<TTask>>();
        await using var provider = services.BuildServiceProvider();
        return await TaskRoute
            .Of<TTask, Completing<TTask>>(callsPartners: false)
            .HandleAsync(
                provider,
                payload,
                new Delivery(default(Id<MessageKind>), "", "", 1, "", null),
                TestContext.Current.CancellationToken
            );
    }

    private sealed class Completing<TTask> : ITaskHandler<TTask>
        where TTask : ITask<TTask>
    {
        public Task<TaskOutcome> HandleAsync(TTask task, Delivery delivery, CancellationToken ct) =>
            Task.FromResult(TaskOutcome.Completed);
    }
}
