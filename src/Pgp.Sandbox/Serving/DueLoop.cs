using Microsoft.Extensions.Logging;

namespace Pgp.Sandbox.Serving;

/// <summary>
/// Runs a step whenever it is due or poked. The step answers when it wants to run next, null for
/// "only when poked". Time is the given clock's, so a test can cross a week in one call.
/// </summary>
internal sealed class DueLoop(
    string name,
    TimeProvider clock,
    ILogger log,
    Func<CancellationToken, Task<DateTimeOffset?>> step
) : IAsyncDisposable
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromHours(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stop = new();
    private TaskCompletionSource poked = NewSignal();
    private Task running = Task.CompletedTask;

    public void Start() => running = Task.Run(RunAsync);

    /// <summary>Runs the step soon, also when it is running now.</summary>
    public void Poke() => Volatile.Read(ref poked).TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            // Renewed before the step, so that a poke during it is not lost.
            var signal = NewSignal();
            Volatile.Write(ref poked, signal);
            var next = await StepAsync();
            await WaitAsync(signal.Task, next);
        }
    }

    private async Task<DateTimeOffset?> StepAsync()
    {
        try
        {
            return await step(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure)
        {
            log.StepFailed(name, failure);
            await Task.Delay(PauseAfterFailure, TimeProvider.System, CancellationToken.None);
            return clock.GetUtcNow();
        }
    }

    private async Task WaitAsync(Task signal, DateTimeOffset? next)
    {
        if (next is not { } due)
        {
            await signal
                .WaitAsync(stop.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        var wait = due - clock.GetUtcNow();
        if (wait <= TimeSpan.Zero)
        {
            return;
        }

        using var awake = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        var delay = Task.Delay(wait < WaitMax ? wait : WaitMax, clock, awake.Token);
        await Task.WhenAny(signal, delay);
        await awake.CancelAsync();
    }

    private static TaskCompletionSource NewSignal() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
