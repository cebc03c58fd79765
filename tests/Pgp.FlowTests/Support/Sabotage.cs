using System.Collections.Immutable;
using System.Diagnostics;
using Pgp.Common.Database;
using Pgp.Common.Observability;

namespace Pgp.FlowTests.Support;

/// <summary>The moment in a delivery at which its handler could die.</summary>
/// <param name="Task">The task's catalogue name.</param>
/// <param name="Story">The order that it serves.</param>
/// <param name="Message">Id of the message: the same for all its deliveries.</param>
/// <param name="Attempt">0 where a test delivers by hand, otherwise the dispatcher's count.</param>
/// <param name="Point">For example <c>before statement</c>.</param>
/// <param name="Of">The statement's text, the call's path, or nothing for a commit.</param>
/// <param name="After">The statement or call before this one, which tells equal statements of one
/// handler apart, and commits.</param>
internal sealed record Moment(
    string Task,
    string Story,
    string Message,
    int Attempt,
    string Point,
    string Of,
    string After
);

/// <summary>
/// Stands for the death of the process that handles a delivery. An invalid operation, because that
/// is what no client of a partner takes for an answer of that partner.
/// </summary>
internal sealed class HandlerDiedException(string message) : InvalidOperationException(message);

/// <summary>An order to let handlers die.</summary>
internal sealed class DeathOrder(Func<Moment, bool> when, int timesMax)
{
    private int deaths;

    /// <summary>How often it was carried out.</summary>
    public int Deaths => Math.Min(timesMax, Volatile.Read(ref deaths));

    public bool Takes(Moment moment) =>
        when(moment) && Interlocked.Increment(ref deaths) <= timesMax;
}

/// <summary>
/// Lets handlers die at chosen moments. What died stays dead: no later statement, commit or call of
/// that delivery happens, as if the process were gone.
/// </summary>
internal sealed class Sabotage
{
    private const string LastOf = "test.last";
    private const string Dead = "test.dead";

    // Without a listener there are no spans, and a point could not be told whose it is.
    private static readonly ActivityListener Listener = Listen();

    private ImmutableArray<DeathOrder> orders = [];
    private ImmutableArray<Action<Moment>> witnesses = [];

    public Sabotage(FaultPoints points)
    {
        GC.KeepAlive(Listener);
        points.OnReach = Reach;
    }

    /// <summary>The next so many moments that fit are the last of their delivery.</summary>
    public DeathOrder Kill(Func<Moment, bool> when, int times = 1)
    {
        var order = new DeathOrder(when, times);
        ImmutableInterlocked.Update(ref orders, all => all.Add(order));
        return order;
    }

    /// <summary>Told every moment of every delivery.</summary>
    public void Witness(Action<Moment> witness) =>
        ImmutableInterlocked.Update(ref witnesses, all => all.Add(witness));

    public void Forget()
    {
        orders = [];
        witnesses = [];
    }

    private void Reach(string point, string of)
    {
        if (Delivery() is not { } span)
        {
            return;
        }

        if (span.GetCustomProperty(Dead) is not null)
        {
            throw new HandlerDiedException("this delivery has died before");
        }

        var moment = new Moment(
            span.OperationName,
            span.GetTagItem("pgp.story") as string ?? "",
            span.GetTagItem("pgp.message_id") as string ?? "",
            span.GetTagItem("pgp.attempt") as int? ?? 0,
            point,
            of,
            span.GetCustomProperty(LastOf) as string ?? ""
        );
        if (of.Length > 0)
        {
            span.SetCustomProperty(LastOf, of);
        }

        foreach (var witness in witnesses)
        {
            witness(moment);
        }

        if (orders.Any(order => order.Takes(moment)))
        {
            span.SetCustomProperty(Dead, Dead);
            throw new HandlerDiedException($"{moment.Task} dies {point}");
        }
    }

    // The handler may be inside a span of the framework's.
    private static Activity? Delivery()
    {
        var span = Activity.Current;
        while (span is not null && span.Source.Name != Telemetry.SourceName)
        {
            span = span.Parent;
        }

        return span;
    }

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
