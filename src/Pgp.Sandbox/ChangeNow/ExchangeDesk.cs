using System.Text.Json;
using System.Text.Json.Nodes;
using Pgp.Sandbox.NowPayments;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.ChangeNow;

/// <summary>The vendor's books. Every method is called under <see cref="Gate"/>.</summary>
internal sealed class ExchangeDesk(ExchangePrice price, TimeProvider clock, TimeSpan step)
{
    private static readonly TimeSpan NormalWindow = TimeSpan.FromDays(1);
    private static readonly TimeSpan FixedRateWindow = TimeSpan.FromMinutes(20);

    public Lock Gate { get; } = new();

    public ChangeNowState State { get; } = new();

    public ExchangeSettings Terms => State.Settings;

    public Exchange Open(CoinPair pair, JsonObject request, decimal from, decimal to, string flow)
    {
        var now = clock.GetUtcNow();
        var exchange = new Exchange
        {
            Id = RandomText.Hex(14),
            FromCurrency = pair.From.Coin.Ticker,
            FromNetwork = pair.From.Coin.Network,
            ToCurrency = pair.To.Coin.Ticker,
            ToNetwork = pair.To.Coin.Network,
            Flow = flow,
            Type = request.Text("type") ?? "direct",
            ExpectedFrom = from,
            ExpectedTo = to,
            PayinAddress = PaymentDesk.AddressFor(pair.From),
            PayinMemo = pair.From.NeedsMemo ? RandomText.Digits() : null,
            PayoutAddress = request.Text("address")!,
            PayoutMemo = NullIfEmpty(request.Text("extraId")),
            RefundAddress = NullIfEmpty(request.Text("refundAddress")),
            RefundMemo = NullIfEmpty(request.Text("refundExtraId")),
            UserId = NullIfEmpty(request.Text("userId")),
            RateId = flow == "fixed-rate" ? request.Text("rateId") : null,
            ValidUntil = flow == "fixed-rate" ? now + FixedRateWindow : null,
            CreatedAt = now,
            UpdatedAt = now,
            NextAt = now + step,
        };
        State.Exchanges[exchange.Id] = exchange;
        return exchange;
    }

    public static CoinPair PairOf(Exchange exchange) =>
        CoinPair.Of(
            exchange.FromCurrency,
            exchange.FromNetwork,
            exchange.ToCurrency,
            exchange.ToNetwork
        )!;

    public void Move(Exchange exchange, string status, TimeSpan? next)
    {
        exchange.Status = status;
        exchange.UpdatedAt = clock.GetUtcNow();
        exchange.NextAt = next is { } wait ? clock.GetUtcNow() + wait : null;
    }

    /// <summary>How long an exchange waits for its deposit.</summary>
    public static TimeSpan WindowOf(Exchange exchange) =>
        exchange.ValidUntil is null ? NormalWindow : FixedRateWindow;

    /// <summary>
    /// Money was seen at the deposit address. The first goes into the exchange itself, also after
    /// it
    /// had expired; a later one opens a related exchange (spec 70, 2.5).
    /// </summary>
    public Exchange Deposit(Exchange exchange, decimal amount, string? hash)
    {
        var open =
            exchange.Status
            is ExchangeStatus.New
                or ExchangeStatus.Waiting
                or ExchangeStatus.Expired;
        var receiving = open ? exchange : Repeat(exchange, amount);
        receiving.AmountFrom = amount;
        receiving.PayinHash = hash;
        receiving.DepositAt = clock.GetUtcNow();
        Move(receiving, ExchangeStatus.Confirming, step);
        return receiving;
    }

    /// <summary>
    /// What goes out; null if the deposit cannot be exchanged and has to go back.
    /// </summary>
    public decimal? Outcome(Exchange exchange)
    {
        var pair = PairOf(exchange);
        if (exchange.OrderedTo is { } ordered)
        {
            return ordered;
        }

        if (exchange.ValidUntil is { } until)
        {
            var kept = exchange.AmountFrom == exchange.ExpectedFrom && exchange.DepositAt <= until;
            return kept ? exchange.ExpectedTo : null;
        }

        var net = price.Net(pair, exchange.AmountFrom!.Value, Terms);
        return exchange.AmountFrom < price.Least(pair, Terms) || net <= 0 ? null : net;
    }

    public JsonNode? Save()
    {
        lock (Gate)
        {
            return JsonSerializer.SerializeToNode(State, SandboxJson.Default.ChangeNowState);
        }
    }

    public void Load(JsonElement saved)
    {
        lock (Gate)
        {
            var loaded = saved.Deserialize(SandboxJson.Default.ChangeNowState)!;
            foreach (var exchange in loaded.Exchanges.Values)
            {
                State.Exchanges[exchange.Id] = exchange;
            }

            foreach (var rate in loaded.Rates.Values)
            {
                State.Rates[rate.Id] = rate;
            }

            State.Settings = loaded.Settings;
        }
    }

    private Exchange Repeat(Exchange original, decimal amount)
    {
        var now = clock.GetUtcNow();
        var repeated = new Exchange
        {
            Id = RandomText.Hex(14),
            FromCurrency = original.FromCurrency,
            FromNetwork = original.FromNetwork,
            ToCurrency = original.ToCurrency,
            ToNetwork = original.ToNetwork,
            Flow = "standard",
            Type = "direct",
            ExpectedFrom = amount,
            ExpectedTo = price.Net(PairOf(original), amount, Terms),
            PayinAddress = original.PayinAddress,
            PayoutAddress = original.PayoutAddress,
            PayoutMemo = original.PayoutMemo,
            RefundAddress = original.RefundAddress,
            RefundMemo = original.RefundMemo,
            OriginalId = original.Id,
            CreatedAt = now,
            UpdatedAt = now,
        };
        State.Exchanges[repeated.Id] = repeated;
        original.Repeated.Add(repeated.Id);
        return repeated;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
