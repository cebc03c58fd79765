using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Pgp.Adapters.Wire;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.NowPayments;

/// <summary>
/// The calls we make to NOWPayments (spec 70, section 1). Decisions rest on HTTP status and the
/// <c>code</c> member only; messages change.
/// </summary>
/// <param name="http">Prepared by <see cref="NowPaymentsOptions.Configure"/>.</param>
public sealed class NowPaymentsClient(HttpClient http, NowPaymentsLogin login)
{
    /// <summary>How many payments one page of a list has at most.</summary>
    public const int PaymentsPerPage = 500;

    /// <summary>Makes a hosted invoice. Not idempotent, and repeating is harmless.</summary>
    public async Task<InvoiceOutcome> CreateInvoiceAsync(
        InvoiceRequest invoice,
        CancellationToken ct
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "invoice");
        request.Content = WireWriter.Object(invoice.Write);
        return Reply.Of(await PartnerHttp.SendAsync(http, request, ct)) switch
        {
            Reply.Json json => ReadInvoice(json.Value, invoice),
            Reply.Refused refused => new InvoiceOutcome.Rejected(refused.Code),
            Reply.Down down => new InvoiceOutcome.Unavailable(down.Reason, down.RetryAfter),
            var other => throw new InvalidOperationException($"unknown reply: {other}"),
        };
    }

    /// <summary>Reads one payment; the only source of amounts.</summary>
    public async Task<PaymentOutcome> GetPaymentAsync(string paymentId, CancellationToken ct)
    {
        if (!WireJson.IsId(paymentId))
        {
            // Ids also come from the browser's address line, where anything can be typed.
            return new PaymentOutcome.NotFound();
        }

        var path = $"payment/{Uri.EscapeDataString(paymentId)}";
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        switch (Reply.Of(await PartnerHttp.SendAsync(http, request, ct)))
        {
            case Reply.Json json:
                var payment = ProviderPayment.Read(json.Value);
                return payment?.PaymentId == paymentId
                    ? new PaymentOutcome.Found(payment)
                    : new PaymentOutcome.Unavailable("unreadable or another payment", null);
            case Reply.Refused { Status: 404 }:
                return new PaymentOutcome.NotFound();
            case Reply.Refused refused:
                return new PaymentOutcome.Unavailable(refused.Code, null);
            case Reply.Down down:
                return new PaymentOutcome.Unavailable(down.Reason, down.RetryAfter);
            case var other:
                throw new InvalidOperationException($"unknown reply: {other}");
        }
    }

    /// <summary>
    /// All payments born from one invoice: finds what a lost notification would have told.
    /// </summary>
    public Task<PaymentListOutcome> ListPaymentsOfInvoiceAsync(
        string invoiceId,
        CancellationToken ct
    ) => ListAsync(page: 0, ("invoiceId", invoiceId), ct);

    /// <summary>
    /// One page of all payments made since a day, oldest first; a page that is not full is the
    /// last.
    /// </summary>
    public Task<PaymentListOutcome> ListPaymentsAsync(
        DateTimeOffset since,
        int page,
        CancellationToken ct
    )
    {
        var day = since.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return ListAsync(page, ("dateFrom", day), ct);
    }

    private async Task<PaymentListOutcome> ListAsync(
        int page,
        (string Name, string Value) filter,
        CancellationToken ct
    )
    {
        if (!login.IsConfigured)
        {
            return new PaymentListOutcome.NotConfigured();
        }

        var query = WireWriter.Query(
            ("limit", $"{PaymentsPerPage}"),
            ("page", page.ToString(CultureInfo.InvariantCulture)),
            ("sortBy", "created_at"),
            ("orderBy", "asc"),
            filter
        );
        return await SendWithTokenAsync("payment/" + query, ct) switch
        {
            Reply.Json json => ReadList(json.Value),
            Reply.Refused refused => new PaymentListOutcome.Unavailable(refused.Code, null),
            Reply.Down down => new PaymentListOutcome.Unavailable(down.Reason, down.RetryAfter),
            var other => throw new InvalidOperationException($"unknown reply: {other}"),
        };
    }

    /// <summary>The merchant's dollar value of an amount; a second opinion on prices.</summary>
    public async Task<UsdEstimateOutcome> EstimateUsdAsync(
        StatedAmount amount,
        CancellationToken ct
    )
    {
        var query = WireWriter.Query(
            ("amount", amount.ToDecimalText()),
            ("currency_from", amount.Code),
            ("currency_to", "usd")
        );
        using var request = new HttpRequestMessage(HttpMethod.Get, "estimate" + query);
        switch (Reply.Of(await PartnerHttp.SendAsync(http, request, ct)))
        {
            case Reply.Json { Value: var json }:
                // Another pair's estimate is a wrong price, not a missing one.
                var isOurs = WireJson.Code(json, "currency_from") == amount.Code;
                var digits = WireJson.Digits(json, "estimated_amount");
                return
                    isOurs
                    && DecimalText.TryToAtomicRoundedDown(digits, Coin.Usd.Decimals, out var usd)
                    && usd.Sign >= 0
                    ? new UsdEstimateOutcome.Estimated(new Amount<Usd>(usd))
                    : new UsdEstimateOutcome.Unavailable("unreadable estimate", null);
            case Reply.Refused refused:
                return new UsdEstimateOutcome.Rejected(refused.Code);
            case Reply.Down down:
                return new UsdEstimateOutcome.Unavailable(down.Reason, down.RetryAfter);
            case var other:
                throw new InvalidOperationException($"unknown reply: {other}");
        }
    }

    private async Task<Reply> SendWithTokenAsync(string path, CancellationToken ct)
    {
        // The second round is for a token that died or was revoked before its time.
        for (var round = 1; ; round++)
        {
            if (await login.TokenAsync(http, ct) is not { } token)
            {
                return new Reply.Down("no account token", null);
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var answer = await PartnerHttp.SendAsync(http, request, ct);
            if (answer is not PartnerAnswer.Answered { Status: 401 })
            {
                return Reply.Of(answer);
            }

            login.Forget(token);
            if (round == 2)
            {
                return new Reply.Down("account token refused", null);
            }
        }
    }

    private static InvoiceOutcome ReadInvoice(JsonElement json, InvoiceRequest asked)
    {
        if (
            WireJson.Id(json, "id") is not { } id
            || !Uri.TryCreate(WireJson.Text(json, "invoice_url"), UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
        )
        {
            return new InvoiceOutcome.Unavailable("unreadable invoice", null);
        }

        var isOurs =
            WireJson.Text(json, "order_id") == asked.OrderId
            && WireJson.Code(json, "price_currency") is "usd" or "USD"
            && Amount<Usd>.TryParse(WireJson.Digits(json, "price_amount"), out var price)
            && price == asked.Price;
        return isOurs
            ? new InvoiceOutcome.Created(id, url)
            : new InvoiceOutcome.Rejected("echo_differs");
    }

    private static PaymentListOutcome ReadList(JsonElement json)
    {
        if (WireJson.Member(json, "data") is not { ValueKind: JsonValueKind.Array } data)
        {
            return new PaymentListOutcome.Unavailable("unreadable list", null);
        }

        var payments = new List<ProviderPayment>();
        foreach (var item in data.EnumerateArray())
        {
            if (ProviderPayment.Read(item) is not { } payment)
            {
                return new PaymentListOutcome.Unavailable("unreadable payment in list", null);
            }

            payments.Add(payment);
        }

        return new PaymentListOutcome.Listed(payments);
    }
}
