using System.Diagnostics.Metrics;
using Pgp.Common.Observability;
using Pgp.Contracts.Tasks;

namespace Pgp.Host.Bench.Pipeline;

/// <summary>
/// Listens to the dispatcher's own metric: from the moment a task may start to the start of its
/// handler. Tasks that were put off on purpose are left out: their waits are a timer's.
/// </summary>
internal sealed class TaskWaits : IDisposable
{
    private static readonly string[] PutOff =
    [
        TransferFollowUp.Definition.Name,
        OrderFollowUp.Definition.Name,
    ];

    private readonly Lock gate = new();
    private readonly List<TimeSpan> samples = [];
    private readonly MeterListener listener = new();

    public TaskWaits()
    {
        listener.SetMeasurementEventCallback<double>(
            (_, milliseconds, tags, _) => Add(TimeSpan.FromMilliseconds(milliseconds), tags)
        );
        listener.EnableMeasurementEvents(Telemetry.TaskWait);
        listener.Start();
    }

    public void Clear()
    {
        lock (gate)
        {
            samples.Clear();
        }
    }

    public List<TimeSpan> Read()
    {
        lock (gate)
        {
            return [.. samples];
        }
    }

    public void Dispose() => listener.Dispose();

    private void Add(TimeSpan wait, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            if (name == "task" && PutOff.Contains(value as string))
            {
                return;
            }
        }

        lock (gate)
        {
            samples.Add(wait);
        }
    }
}
