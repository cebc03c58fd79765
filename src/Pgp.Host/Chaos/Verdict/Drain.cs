using System.Diagnostics;
using Pgp.Common.Database;
using Pgp.Host.Stack;

namespace Pgp.Host.Chaos.Verdict;

/// <summary>Waits, with everything healthy, until nothing is open any more.</summary>
/// <param name="isLostForGood">
/// Whether the exchange will keep an order's deposit. All others that it holds come to an end.
/// </param>
internal sealed class Drain(
    Database database,
    SandboxPartners partners,
    Func<string, bool> isLostForGood,
    Action<string> tell
)
{
    // An order's payments are looked up with growing pauses; the last may be minutes away.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(10);

    /// <returns>What is open even so, with its reason.</returns>
    public async Task<IReadOnlyList<OpenThing>> RunAsync(CancellationToken ct)
    {
        var (began, told) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp());
        while (true)
        {
            var open = await LookAsync(ct);
            if (open.Count == 0 || Stopwatch.GetElapsedTime(began) > Limit)
            {
                return open;
            }

            if (Stopwatch.GetElapsedTime(told) > TellEvery)
            {
                told = Stopwatch.GetTimestamp();
                tell($"open: {open.Count}, for example {open[0]}");
            }

            await Task.Delay(LookAgain, TimeProvider.System, ct);
        }
    }

    // The provider is asked first: what it has then is what we must have come to know.
    private async Task<IReadOnlyList<OpenThing>> LookAsync(CancellationToken ct)
    {
        var provider = (await partners.PaymentsAsync(ct)).Select(ProviderPayment.Of).ToList();
        var open = await OpenQueries.OpenAsync(database, ct);
        var recorded = (await FactQueries.PaymentsAsync(database, ct)).ToDictionary(
            payment => payment.ProviderId,
            StringComparer.Ordinal
        );
        var held = await OpenQueries.HeldAsync(database, ct);
        return
        [
            .. open,
            .. held.Where(order => !isLostForGood(order.What)),
            .. provider
                .Where(payment => payment.IsUnderWay)
                .Select(payment => new OpenThing("provider", payment.Id, payment.Status)),
            .. provider
                .Where(payment => !payment.HasOutcome(recorded.GetValueOrDefault(payment.Id)))
                .Select(payment => new OpenThing(
                    "unheard",
                    payment.Id,
                    $"{payment.Status} at the provider, "
                        + $"{recorded.GetValueOrDefault(payment.Id)?.State ?? "unknown"} here"
                )),
        ];
    }
}
