namespace Pgp.Host.DemoData;

/// <summary>
/// Waits in the machine's time: what has not happened by its end does not happen.
/// </summary>
internal sealed class Patience
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan End = TimeSpan.FromMinutes(2);

    private readonly long began = TimeProvider.System.GetTimestamp();

    /// <exception cref="TimeoutException">It is at its end; the text says what is
    /// missing.</exception>
    public Task PauseAsync(string missing, CancellationToken ct) =>
        TimeProvider.System.GetElapsedTime(began) < End
            ? Task.Delay(LookAgain, TimeProvider.System, ct)
            : throw new TimeoutException(missing);
}
