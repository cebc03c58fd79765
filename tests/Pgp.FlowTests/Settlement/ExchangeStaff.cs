using System.Text.Json.Nodes;
using Pgp.FlowTests.Support;
using Pgp.Testing;

namespace Pgp.FlowTests.Settlement;

/// <summary>Plays the exchange's staff and its terms.</summary>
internal sealed class ExchangeStaff(FlowStack flow)
{
    private readonly Provider provider = new(flow);

    /// <summary>Terms under which everything goes through.</summary>
    public Task ObligeAsync(CancellationToken ct) =>
        SetAsync("""{"verifying":false,"minimum_usd":2,"inactive_pairs":[]}""", ct);

    /// <summary>From now on every deposit is held for a check.</summary>
    public Task CheckEverythingAsync(CancellationToken ct) =>
        SetAsync("""{"verifying":true}""", ct);

    public Task SetAsync(string terms, CancellationToken ct) =>
        flow.Sandbox.SetAsync("changenow/settings", terms, ct);

    /// <summary>The orders that were opened for something, in any state.</summary>
    public Task<IReadOnlyList<JsonNode>> OrdersAsync(Undertaking what, CancellationToken ct) =>
        provider.ExchangesAsync(what.Payout, ct);

    /// <summary>Waits until its order is in a state of the exchange's.</summary>
    public Task WaitAsync(Undertaking what, string status, CancellationToken ct) =>
        Eventually.GetAsync(
            () => OrdersAsync(what, ct),
            orders => orders.Count == 1 && (string?)orders[0]["status"] == status,
            ct
        );

    /// <summary>fail, refund, expire, verify, advance … (see the sandbox's control API).</summary>
    public async Task ActAsync(Undertaking what, string action, CancellationToken ct)
    {
        var order = Assert.Single(await OrdersAsync(what, ct));
        var path = $"changenow/exchanges/{(string?)order["id"]}/{action}";
        await flow.Sandbox.SetAsync(path, "{}", ct);
    }
}
