using System.Diagnostics;
using System.Diagnostics.Metrics;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Common.Observability;

/// <summary>The names under which traces and metrics of this system appear.</summary>
public static class Telemetry
{
    public const string SourceName = "PayGatePrime";

    public static ActivitySource Source { get; } = new(SourceName);

    public static Meter Meter { get; } = new(SourceName);

    /// <summary>Tasks whose handling ended, by task and answer.</summary>
    public static Counter<long> TasksSettled { get; } =
        Meter.CreateCounter<long>("pgp_tasks_settled");

    /// <summary>
    /// From the moment a task may start to the moment its handler starts, in milliseconds.
    /// </summary>
    public static Histogram<double> TaskWait { get; } =
        Meter.CreateHistogram<double>("pgp_task_wait", "ms");

    /// <summary>Provider messages, by what became of them.</summary>
    public static Counter<long> IpnReceived { get; } =
        Meter.CreateCounter<long>("pgp_ipn_received");

    /// <summary>The span of one delivery, a child of the span that enqueued the task.</summary>
    public static Activity? StartTask(Delivery delivery)
    {
        var known = ActivityContext.TryParse(delivery.TraceParent, null, out var parent);
        var activity = Source.StartActivity(
            delivery.Name,
            ActivityKind.Consumer,
            known ? parent : default
        );
        activity?.SetTag("pgp.service", delivery.Consumer);
        activity?.SetTag("pgp.message_id", delivery.MessageId.ToString());
        activity?.SetTag("pgp.story", delivery.Correlation);
        activity?.SetTag("pgp.attempt", delivery.Attempt);
        return activity;
    }

    /// <summary>The span of one run of a job; what the run starts belongs to its trace.</summary>
    public static Activity? StartJob(Schedule schedule, DateTimeOffset slot)
    {
        var activity = Source.StartActivity(schedule.Name);
        activity?.SetTag("pgp.service", schedule.Service.Value);
        activity?.SetTag("pgp.story", schedule.Name);
        activity?.SetTag("pgp.message_id", $"{slot:O}");
        return activity;
    }
}
