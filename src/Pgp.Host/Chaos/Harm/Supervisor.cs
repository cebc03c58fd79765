using System.Collections.Concurrent;
using Pgp.Host.Stack;

namespace Pgp.Host.Chaos.Harm;

/// <summary>
/// Kills one process after the other and starts each again a moment later; every round takes all of
/// them, in drawn order. Between two kills it looks whether one has ended by itself, which none
/// should.
/// </summary>
internal sealed class Supervisor(
    ServiceFleet fleet,
    IReadOnlyList<string> names,
    Draws draws,
    Action<string> tell
)
{
    private static readonly TimeSpan LivesLeast = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan LivesMost = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan DeadMost = TimeSpan.FromMilliseconds(1200);

    private readonly ConcurrentDictionary<string, int> kills = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> endedByThemselves = new();

    /// <summary>How often each process was killed.</summary>
    public IReadOnlyDictionary<string, int> Kills => kills;

    /// <summary>Processes that ended though nobody had killed them.</summary>
    public IReadOnlyCollection<string> EndedByThemselves => endedByThemselves;

    /// <summary>
    /// Kills until it is told to stop, but each of them once at least; then every process is up.
    /// </summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken ct)
    {
        for (var round = 0; round == 0 || !stop.IsCancellationRequested; round++)
        {
            foreach (var victim in draws.Shuffle(names))
            {
                if (round > 0 && stop.IsCancellationRequested)
                {
                    return;
                }

                await Task.Delay(draws.Between(LivesLeast, LivesMost), TimeProvider.System, ct);
                await ReviveAsync(ct);
                await KillAsync(victim, ct);
            }
        }
    }

    /// <summary>Starts again what has ended by itself.</summary>
    public async Task ReviveAsync(CancellationToken ct)
    {
        foreach (var name in names.Where(name => fleet[name].Exited.IsCompleted))
        {
            var code = await fleet[name].Exited;
            endedByThemselves.Enqueue($"{name} ended by itself with exit code {code}");
            await fleet.KillAsync(name);
            await fleet.LaunchAsync(name, ct);
        }
    }

    private async Task KillAsync(string victim, CancellationToken ct)
    {
        await fleet.KillAsync(victim);
        kills.AddOrUpdate(victim, 1, (_, count) => count + 1);
        tell($"killed {victim}");
        await Task.Delay(draws.Between(TimeSpan.Zero, DeadMost), TimeProvider.System, ct);
        await fleet.LaunchAsync(victim, ct);
    }
}
