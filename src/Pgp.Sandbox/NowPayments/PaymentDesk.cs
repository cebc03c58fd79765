using System.Text.Json;
using System.Text.Json.Nodes;
using Pgp.Sandbox.Chain;
using Pgp.Sandbox.Prices;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.NowPayments;

/// <summary>
/// The vendor's books: opens invoices and payments and notes the money that comes. Every method is
/// called under <see cref="Gate"/>.
/// </summary>
internal sealed class PaymentDesk(PriceBook prices, TimeProvider clock, TimeSpan step)
{
    private static readonly TimeSpan NormalWindow = TimeSpan.FromDays(7);
    private static readonly TimeSpan FixedRateWindow = TimeSpan.FromMinutes(20);

    public Lock Gate { get; } = new();

    public NowPaymentsState State { get; } = new();

    /// <summary>Told of every payment whose state the outside world should hear of.</summary>
    public Action<Payment>? OnChange { get; set; }

    public Invoice OpenInvoice(JsonObject request, decimal price)
    {
        var invoice = new Invoice
        {
            Id = RandomText.Digits(),
            TokenId = RandomText.Digits(),
            PriceAmount = price,
            PriceCurrency = request.Text("price_currency")!.ToLowerInvariant(),
            PayCurrency = request.Text("pay_currency")?.ToLowerInvariant(),
            OrderId = request.Text("order_id"),
            OrderDescription = request.Text("order_description"),
            IpnUrl = request.Text("ipn_callback_url"),
            SuccessUrl = request.Text("success_url"),
            CancelUrl = request.Text("cancel_url"),
            PartiallyPaidUrl = request.Text("partially_paid_url"),
            FixedRate = request.Flag("is_fixed_rate") || request.Flag("is_fee_paid_by_user"),
            FeePaidByUser = request.Flag("is_fee_paid_by_user"),
            CreatedAt = clock.GetUtcNow(),
        };
        State.Invoices[invoice.Id] = invoice;
        return invoice;
    }

    /// <summary>The payment of an invoice in a coin: the one that waits, or a new one.</summary>
    public Payment OpenPayment(Invoice invoice, ListedCoin coin) =>
        State.Payments.Values.FirstOrDefault(payment =>
            payment.InvoiceId == invoice.Id
            && payment.PayCurrency == coin.Code
            && payment is { Status: PaymentStatus.Waiting, ParentId: null }
        )
        ?? Open(
            new PaymentTerms(
                invoice.PriceAmount,
                invoice.PriceCurrency,
                invoice.OrderId,
                invoice.OrderDescription,
                invoice.IpnUrl,
                invoice.FixedRate,
                invoice.FeePaidByUser
            ),
            coin,
            invoice.Id
        );

    public Payment Open(PaymentTerms terms, ListedCoin coin, string? invoiceId)
    {
        var now = clock.GetUtcNow();
        var window = terms.FixedRate ? FixedRateWindow : NormalWindow;
        var payment = new Payment
        {
            Id = RandomText.Digits(),
            PurchaseId = RandomText.Digits(),
            InvoiceId = invoiceId,
            PriceAmount = terms.PriceAmount,
            PriceCurrency = terms.PriceCurrency,
            OrderId = terms.OrderId,
            OrderDescription = terms.OrderDescription,
            IpnUrl = terms.IpnUrl,
            FixedRate = terms.FixedRate,
            FeePaidByUser = terms.FeePaidByUser,
            PayCurrency = coin.Code,
            PayAddress = AddressFor(coin),
            PayMemo = coin.NeedsMemo ? RandomText.Digits() : null,
            PayAmount = AskedAmount(terms.PriceAmount, terms.PriceCurrency, coin),
            CreatedAt = now,
            UpdatedAt = now,
            ValidUntil = now + window,
            NextAt = now + window,
        };
        State.Payments[payment.Id] = payment;
        OnChange?.Invoke(payment);
        return payment;
    }

    /// <summary>
    /// How much of the coin a price comes to; rounded so that it is never too little.
    /// </summary>
    public decimal AskedAmount(decimal price, string currency, ListedCoin coin) =>
        coin.RoundUp(price * prices.UsdOf(currency)!.Value / prices.UsdOf(coin));

    public static string AddressFor(ListedCoin coin) =>
        coin.Coin.Network switch
        {
            "eth" or "bsc" or "matic" => EthereumAddress.Fresh(),
            "trx" => RandomText.Base58Address('T'),
            "xrp" => RandomText.Base58Address('r'),
            _ => RandomText.Base58Address('1'),
        };

    /// <summary>
    /// Money came. Into a payment that waits or had expired it goes itself; to an address that was
    /// used already it makes a payment of its own (spec 70, 1.7).
    /// </summary>
    /// <param name="topUp">The rest of a partial payment is added to it instead.</param>
    /// <returns>The payment that the money belongs to.</returns>
    public Payment Deposit(Payment payment, decimal amount, ListedCoin coin, bool topUp)
    {
        var open = payment.Status is PaymentStatus.Waiting or PaymentStatus.Expired;
        if (open || (topUp && payment.Status == PaymentStatus.PartiallyPaid))
        {
            return Receive(payment, amount, coin);
        }

        var child = OpenChild(payment);
        payment.Children.Add(child.Id);
        return Receive(child, amount, coin, State.Settings.RepeatedDeposit);
    }

    /// <summary>Puts a payment into a state and tells the merchant.</summary>
    public void Move(Payment payment, string status, TimeSpan? next)
    {
        payment.Status = status;
        payment.UpdatedAt = clock.GetUtcNow();
        payment.NextAt = next is { } wait ? clock.GetUtcNow() + wait : null;
        if (!State.Settings.SilentStates.Contains(status, StringComparer.Ordinal))
        {
            OnChange?.Invoke(payment);
        }
    }

    public JsonNode? Save()
    {
        lock (Gate)
        {
            return JsonSerializer.SerializeToNode(State, SandboxJson.Default.NowPaymentsState);
        }
    }

    public void Load(JsonElement saved)
    {
        lock (Gate)
        {
            var loaded = saved.Deserialize(SandboxJson.Default.NowPaymentsState)!;
            foreach (var invoice in loaded.Invoices.Values)
            {
                State.Invoices[invoice.Id] = invoice;
            }

            foreach (var payment in loaded.Payments.Values)
            {
                State.Payments[payment.Id] = payment;
            }

            State.Notices.AddRange(loaded.Notices);
            State.Settings = loaded.Settings;
        }
    }

    private Payment Receive(
        Payment payment,
        decimal amount,
        ListedCoin coin,
        string? targetOfRepeated = null
    )
    {
        var asked = payment.PayCurrency == coin.Code;
        payment.PayCurrency = coin.Code;
        payment.ActuallyPaid += amount;
        payment.PayinHash = RandomText.Hex(64);
        var enough = !asked || payment.ActuallyPaid >= payment.PayAmount;
        payment.Target =
            targetOfRepeated ?? (enough ? PaymentStatus.Finished : PaymentStatus.PartiallyPaid);
        Reckon(payment, coin);
        Move(payment, PaymentStatus.Confirming, step);
        return payment;
    }

    // What the merchant gets: the ether worth of what came, less the provider's share.
    private void Reckon(Payment payment, ListedCoin coin)
    {
        var ether = ListedCoin.OfCode("eth")!;
        payment.OutcomeSentBefore = payment.PayoutHash is null ? 0 : payment.OutcomeAmount ?? 0;
        payment.PayoutHash = null;
        var worth = payment.ActuallyPaid * prices.UsdOf(coin) / prices.UsdOf(ether);
        payment.ServiceFee = ether.RoundUp(worth * State.Settings.FeePercent / 100);
        payment.OutcomeAmount = ether.RoundDown(Math.Max(worth - payment.ServiceFee, 0));
    }

    private Payment OpenChild(Payment parent)
    {
        var now = clock.GetUtcNow();
        var child = new Payment
        {
            Id = RandomText.Digits(),
            PurchaseId = parent.PurchaseId,
            InvoiceId = parent.InvoiceId,
            ParentId = parent.Id,
            PriceAmount = parent.PriceAmount,
            PriceCurrency = parent.PriceCurrency,
            OrderId = parent.OrderId,
            OrderDescription = parent.OrderDescription,
            IpnUrl = parent.IpnUrl,
            FixedRate = parent.FixedRate,
            FeePaidByUser = parent.FeePaidByUser,
            PayCurrency = parent.PayCurrency,
            PayAddress = parent.PayAddress,
            PayMemo = parent.PayMemo,
            PayAmount = parent.PayAmount,
            CreatedAt = now,
            UpdatedAt = now,
            ValidUntil = parent.ValidUntil,
        };
        State.Payments[child.Id] = child;
        return child;
    }
}

/// <summary>What a payment is opened for.</summary>
internal sealed record PaymentTerms(
    decimal PriceAmount,
    string PriceCurrency,
    string? OrderId,
    string? OrderDescription,
    string? IpnUrl,
    bool FixedRate,
    bool FeePaidByUser
);
