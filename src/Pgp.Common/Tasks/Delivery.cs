using System.Diagnostics;

namespace Pgp.Common.Tasks;

/// <summary>
/// What ties the tasks of one purchase together: the order they serve and the trace.
/// </summary>
/// <param name="Correlation">The order id, or another name of the cause.</param>
/// <param name="TraceParent">W3C trace context, or null outside a trace.</param>
public sealed record Story(string Correlation, string? TraceParent)
{
    /// <summary>A story of its own, for work that belongs to no order.</summary>
    public static Story Begin(string correlation) => new(correlation, Activity.Current?.Id);

    public static Story Of(Delivery delivery) =>
        new(delivery.Correlation, Activity.Current?.Id ?? delivery.TraceParent);
}

/// <summary>One delivery of a task to its handler.</summary>
/// <param name="MessageId">The same for every delivery of the same task.</param>
/// <param name="Consumer">The service that handles it.</param>
/// <param name="Name">The task's catalogue name.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="Correlation">See <see cref="Story"/>.</param>
/// <param name="TraceParent">See <see cref="Story"/>.</param>
public sealed record Delivery(
    MessageId MessageId,
    string Consumer,
    string Name,
    int Attempt,
    string Correlation,
    string? TraceParent
);
