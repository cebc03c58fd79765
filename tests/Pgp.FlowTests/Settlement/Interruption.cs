using Pgp.FlowTests.Support;

namespace Pgp.FlowTests.Settlement;

/// <summary>Lets something else happen at one moment of a handler, which waits for it.</summary>
internal sealed class Interruption(Func<Moment, bool> when, Func<Task> what)
{
    private int times;

    public bool Happened => Volatile.Read(ref times) > 0;

    /// <summary>For <see cref="Sabotage.Witness"/>.</summary>
    public void Watch(Moment moment)
    {
        if (when(moment) && Interlocked.Increment(ref times) == 1)
        {
            // On another thread: what happens there belongs to no delivery of this one.
            using (ExecutionContext.SuppressFlow())
            {
                Task.Run(what).GetAwaiter().GetResult();
            }
        }
    }
}
