namespace Pgp.Testing;

/// <summary>Waits for something by looking again and again, until a deadline.</summary>
public static class Eventually
{
    private static readonly TimeSpan StandardLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks until the condition holds.</summary>
    /// <returns>What the last look found.</returns>
    /// <exception cref="TimeoutException">
    /// It never held; the message shows the last look.
    /// </exception>
    public static async Task<T> GetAsync<T>(
        Func<Task<T>> look,
        Func<T, bool> isThere,
        CancellationToken ct,
        TimeSpan? within = null
    )
    {
        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (isThere(seen))
            {
                return seen;
            }

            if (clock.GetElapsedTime(began) > (within ?? StandardLimit))
            {
                throw new TimeoutException($"never came; the last look found: {Text(seen)}");
            }

            await Task.Delay(Pause, clock, ct);
        }
    }

    /// <summary>Looks until there is something.</summary>
    public static async Task<T> FindAsync<T>(Func<Task<T?>> look, CancellationToken ct)
        where T : class => (await GetAsync(look, found => found is not null, ct))!;

    private static string Text<T>(T seen) =>
        seen switch
        {
            null => "nothing",
            string text => text,
            System.Collections.IEnumerable many => string.Join(" | ", many.Cast<object>()),
            _ => seen.ToString() ?? "",
        };
}
