using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pgp.Contracts.Tasks;

namespace Pgp.Host.Commands;

/// <summary>One service of the printed topology.</summary>
internal sealed record TopologyService(string Name, string SeedId, string DatabaseRole);

/// <summary>One queue of the printed topology.</summary>
internal sealed record TopologyQueue(string Name, int PerSecond, int Concurrent);

/// <summary>One kind of task of the printed topology.</summary>
internal sealed record TopologyTask(
    string Name,
    string Queue,
    IReadOnlyList<string> Sources,
    string Target,
    string Path
);

/// <summary>Services, queues and tasks of this build.</summary>
internal sealed record Topology(
    IReadOnlyList<TopologyService> Services,
    IReadOnlyList<TopologyQueue> Queues,
    IReadOnlyList<TopologyTask> Tasks
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true
)]
[JsonSerializable(typeof(Topology))]
internal sealed partial class TopologyJson : JsonSerializerContext;

/// <summary><c>pgp topology [--json]</c>: who sends what to whom, from the catalogue.</summary>
internal static class TopologyCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "One JSON document on stdout." };
        var command = new Command("topology", "Prints services, queues and tasks.") { json };
        command.SetAction(parsed =>
        {
            var topology = Read();
            if (parsed.GetValue(json))
            {
                var type = TopologyJson.Default.Topology;
                Console.WriteLine(JsonSerializer.Serialize(topology, type));
            }
            else
            {
                Print(topology);
            }
        });
        return command;
    }

    internal static Topology Read() =>
        new(
            [
                .. Catalogue.Services.Select(service => new TopologyService(
                    service.Name.Value,
                    service.Name.SeedId,
                    service.Name.DatabaseRole
                )),
            ],
            [
                .. Queues.All.Select(queue => new TopologyQueue(
                    queue.Name,
                    queue.PerSecond,
                    queue.Concurrent
                )),
            ],
            [
                .. TaskCatalogue.All.Select(task => new TopologyTask(
                    task.Name,
                    task.Queue.Name,
                    [.. task.Sources.Select(source => source.Value)],
                    task.Target.Value,
                    $"/{task.Target}{task.Path}"
                )),
            ]
        );

    private static void Print(Topology topology)
    {
        foreach (var task in topology.Tasks)
        {
            var from = string.Join(", ", task.Sources);
            Console.WriteLine($"{task.Name}\n    {from} -> {task.Path}   queue {task.Queue}");
        }
    }
}
