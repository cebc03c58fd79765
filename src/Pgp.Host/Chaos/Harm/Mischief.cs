using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Pgp.Host.Stack;

namespace Pgp.Host.Chaos.Harm;

/// <summary>
/// The exchange's and the provider's own troubles: orders that fail, expire, come back or stand
/// still. Fates are drawn in the order in which orders appear.
/// </summary>
internal sealed class Mischief(SandboxPartners partners, Draws draws)
{
    private const int HeldPaymentPercent = 4;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan HeldMost = TimeSpan.FromSeconds(6);

    private readonly Dictionary<string, Fate> waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Fate> struck = new(StringComparer.Ordinal);
    private readonly HashSet<string> payments = new(StringComparer.Ordinal);
    private readonly List<(string Payment, DateTimeOffset Until)> held = [];
    private readonly ConcurrentDictionary<Fate, int> done = new();

    /// <summary>How often each fate was carried out.</summary>
    public IReadOnlyDictionary<Fate, int> Done => done;

    /// <summary>Whether the exchange will keep this order's deposit.</summary>
    public bool IsLostForGood(string exchange) =>
        struck.GetValueOrDefault(exchange) is Fate.FailForGood;

    public async Task RunAsync(CancellationToken stop, CancellationToken ct)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var exchange in await partners.ExchangesAsync(ct))
            {
                await VisitAsync(exchange, ct);
            }

            await HoldPaymentsAsync(ct);
            await Task.Delay(LookAgain, TimeProvider.System, ct);
        }
    }

    /// <summary>
    /// What stands still goes on, and the support sends back what it will send back.
    /// </summary>
    public async Task ReleaseAsync(CancellationToken ct)
    {
        await ReleasePaymentsAsync(DateTimeOffset.MaxValue, ct);
        foreach (var (id, fate) in struck)
        {
            if (fate is Fate.Hold)
            {
                await partners.ActOnExchangeAsync(id, "release", ct);
            }
        }

        foreach (var exchange in await partners.ExchangesAsync(ct))
        {
            var id = IdOf(exchange);
            var isReturned = struck.GetValueOrDefault(id) is Fate.ExpirePaid or Fate.FailThenReturn;
            if (isReturned && StatusOf(exchange) is ("failed" or "expired"))
            {
                await partners.ActOnExchangeAsync(id, "refund", ct);
            }
        }
    }

    private async Task VisitAsync(JsonNode exchange, CancellationToken ct)
    {
        var id = IdOf(exchange);
        if (struck.ContainsKey(id))
        {
            return;
        }

        if (!waiting.TryGetValue(id, out var fate))
        {
            fate = Fates.Draw(draws);
            waiting.Add(id, fate);
        }

        if (Fates.Strikes(fate, StatusOf(exchange), IsPaid(exchange)))
        {
            await StrikeAsync(id, fate, ct);
        }
    }

    // Held first: between the look and the order it must not begin to pay out.
    private async Task StrikeAsync(string id, Fate fate, CancellationToken ct)
    {
        var seen = await partners.ActOnExchangeAsync(id, "hold", ct);
        if (Fates.Strikes(fate, StatusOf(seen), IsPaid(seen)))
        {
            await partners.ActOnExchangeAsync(id, Fates.ActionOf(fate), ct);
            struck.Add(id, fate);
            done.AddOrUpdate(fate, 1, (_, count) => count + 1);
        }

        if (fate != Fate.Hold || !struck.ContainsKey(id))
        {
            await partners.ActOnExchangeAsync(id, "release", ct);
        }
    }

    private async Task HoldPaymentsAsync(CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        await ReleasePaymentsAsync(now, ct);
        foreach (var payment in await partners.PaymentsAsync(ct))
        {
            var id = (string)payment["payment_id"]!;
            if (payments.Add(id) && draws.Hits(HeldPaymentPercent))
            {
                await partners.ActOnPaymentAsync(id, "hold", ct);
                held.Add((id, now + draws.Between(TimeSpan.Zero, HeldMost)));
            }
        }
    }

    private async Task ReleasePaymentsAsync(DateTimeOffset until, CancellationToken ct)
    {
        foreach (var (payment, _) in held.Where(one => one.Until <= until))
        {
            await partners.ActOnPaymentAsync(payment, "release", ct);
        }

        held.RemoveAll(one => one.Until <= until);
    }

    private static string IdOf(JsonNode exchange) => (string)exchange["id"]!;

    private static string StatusOf(JsonNode exchange) => (string)exchange["status"]!;

    private static bool IsPaid(JsonNode exchange) => exchange["amountFrom"] is not null;
}
