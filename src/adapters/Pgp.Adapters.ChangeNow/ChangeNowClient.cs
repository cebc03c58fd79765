using System.Text.Json;
using Pgp.Adapters.Wire;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.ChangeNow;

/// <summary>
/// The calls we make to ChangeNOW v2, standard flow (spec 70, section 2). Coins always travel as
/// ticker and network: the vendor would otherwise choose a network itself.
/// </summary>
/// <param name="http">Prepared by <see cref="ChangeNowOptions.Configure"/>.</param>
public sealed class ChangeNowClient(HttpClient http)
{
    /// <summary>What <paramref name="from"/> would become now, after fees.</summary>
    public async Task<EstimateOutcome> EstimateAsync(CoinAmount from, Coin to, CancellationToken ct)
    {
        var query = WireWriter.Query(
            ("fromCurrency", from.Coin.Ticker),
            ("toCurrency", to.Ticker),
            ("fromAmount", from.ToDecimalText()),
            ("toAmount", ""),
            ("fromNetwork", from.Coin.Network),
            ("toNetwork", to.Network),
            ("flow", "standard"),
            ("type", "direct")
        );
        switch (await GetAsync("exchange/estimated-amount" + query, ct))
        {
            case Reply.Json json:
                return ReadEstimate(json.Value, from.Coin, to);
            case Reply.Refused { Code: "deposit_too_small" or "out_of_range" } refused:
                return new EstimateOutcome.TooSmall(MinOf(refused.Envelope, from.Coin));
            case Reply.Refused { Code: "pair_is_inactive" }:
                return new EstimateOutcome.PairInactive();
            case Reply.Refused refused:
                return new EstimateOutcome.Rejected(refused.Code);
            case Reply.NotDone down:
                return new EstimateOutcome.Unavailable(down.Reason, down.RetryAfter);
            case Reply.Doubtful down:
                return new EstimateOutcome.Unavailable(down.Reason, down.RetryAfter);
            case var other:
                throw new InvalidOperationException($"unknown reply: {other}");
        }
    }

    /// <summary>The smallest amount the pair accepts; moves with network fees.</summary>
    public async Task<MinAmountOutcome> MinAmountAsync(Coin from, Coin to, CancellationToken ct)
    {
        var query = WireWriter.Query(
            ("fromCurrency", from.Ticker),
            ("toCurrency", to.Ticker),
            ("fromNetwork", from.Network),
            ("toNetwork", to.Network),
            ("flow", "standard")
        );
        switch (await GetAsync("exchange/min-amount" + query, ct))
        {
            case Reply.Json json:
                return
                    IsPair(json.Value, from, to)
                    && SwapJson.TryAmount(json.Value, "minAmount", from, out var read)
                    && read is { } min
                    ? new MinAmountOutcome.Known(min)
                    : new MinAmountOutcome.Unavailable("unreadable minimum", null);
            case Reply.Refused { Code: "pair_is_inactive" }:
                return new MinAmountOutcome.PairInactive();
            case Reply.Refused refused:
                return new MinAmountOutcome.Rejected(refused.Code);
            case Reply.NotDone down:
                return new MinAmountOutcome.Unavailable(down.Reason, down.RetryAfter);
            case Reply.Doubtful down:
                return new MinAmountOutcome.Unavailable(down.Reason, down.RetryAfter);
            case var other:
                throw new InvalidOperationException($"unknown reply: {other}");
        }
    }

    /// <summary>
    /// Opens an order, once. Record the intent before and the order after; check the answer with
    /// <see cref="OrderEcho"/> before funding it.
    /// </summary>
    public async Task<CreateOrderOutcome> CreateOrderAsync(OrderRequest order, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "exchange");
        request.Content = WireWriter.Object(order.Write);
        switch (Reply.Of(await PartnerHttp.SendAsync(http, request, ct)))
        {
            case Reply.Json json when SwapOrder.Read(json.Value) is { } created:
                return new CreateOrderOutcome.Created(created);
            case Reply.Json json:
                var id = WireJson.Id(json.Value, "id");
                return new CreateOrderOutcome.UnknownOutcome("unreadable order", id);
            case Reply.Refused refused:
                return new CreateOrderOutcome.Rejected(refused.Code);
            case Reply.NotDone down:
                return new CreateOrderOutcome.Unavailable(down.Reason, down.RetryAfter);
            case Reply.Doubtful doubt:
                return new CreateOrderOutcome.UnknownOutcome(doubt.Reason, OrderId: null);
            case var other:
                throw new InvalidOperationException($"unknown reply: {other}");
        }
    }

    /// <summary>Reads an order; the only source of what really arrived and was sent.</summary>
    public async Task<OrderOutcome> GetOrderAsync(string orderId, CancellationToken ct)
    {
        switch (await GetAsync("exchange/by-id" + WireWriter.Query(("id", orderId)), ct))
        {
            case Reply.Json json:
                var status = OrderStatus.Read(json.Value);
                return status?.Id == orderId
                    ? new OrderOutcome.Found(status)
                    : new OrderOutcome.Unavailable("unreadable or another order", null);
            case Reply.Refused { Code: "not_found" }:
                return new OrderOutcome.NotFound();
            case Reply.Refused refused:
                return new OrderOutcome.Unavailable(refused.Code, null);
            case Reply.NotDone down:
                return new OrderOutcome.Unavailable(down.Reason, down.RetryAfter);
            case Reply.Doubtful down:
                return new OrderOutcome.Unavailable(down.Reason, down.RetryAfter);
            case var other:
                throw new InvalidOperationException($"unknown reply: {other}");
        }
    }

    private async Task<Reply> GetAsync(string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return Reply.Of(await PartnerHttp.SendAsync(http, request, ct));
    }

    private static EstimateOutcome ReadEstimate(JsonElement json, Coin from, Coin to) =>
        IsPair(json, from, to) && SwapJson.PositiveAmount(json, "toAmount", to) is { } net
            ? new EstimateOutcome.Offered(net, WireJson.Text(json, "warningMessage"))
            : new EstimateOutcome.Unavailable("unreadable estimate", null);

    private static bool IsPair(JsonElement json, Coin from, Coin to) =>
        SwapJson.Coin(json, "from") == from && SwapJson.Coin(json, "to") == to;

    private static CoinAmount? MinOf(JsonElement envelope, Coin from) =>
        WireJson.Member(envelope, "payload") is { } payload
        && WireJson.Member(payload, "range") is { } range
            ? SwapJson.PositiveAmount(range, "minAmount", from)
            : null;
}
