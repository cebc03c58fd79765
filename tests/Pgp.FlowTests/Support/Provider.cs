using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Support;

/// <summary>What NP_IPN answered.</summary>
internal sealed record IpnAnswer(HttpStatusCode Code, string Body);

/// <summary>
/// Plays NOWPayments where the simulator would not: signs messages, pulls its strings.
/// </summary>
internal sealed class Provider(FlowStack flow)
{
    private const string SignatureHeader = "x-nowpayments-sig";
    private const int LongBody = 65_536;

    private LocalStack Stack => flow.Stack;

    /// <summary>Posts a message with the signature that the provider would make of it.</summary>
    public Task<IpnAnswer> TellAsync(string body, CancellationToken ct) =>
        PostAsync(body, Sign(body), ct);

    public async Task<IpnAnswer> PostAsync(string body, string? signature, CancellationToken ct)
    {
        var url = new Uri(Stack.App, "np-ipn/ipn");
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        // Whoever is refused while still sending may not hear the answer.
        request.Headers.ExpectContinue = body.Length > LongBody;
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation(SignatureHeader, signature);
        }

        using var response = await flow.Http.SendAsync(request, ct);
        return new IpnAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(ct));
    }

    /// <summary>HMAC-SHA512 over the compact body with sorted names (spec 70, 1.6).</summary>
    public string Sign(string body)
    {
        var key = Encoding.UTF8.GetBytes(Stack.Credentials.IpnSecret);
        var text = Encoding.UTF8.GetBytes(Canonical(JsonNode.Parse(body)));
        return Convert.ToHexStringLower(HMACSHA512.HashData(key, text));
    }

    /// <summary>A message as the provider sends it; amounts as given.</summary>
    public static JsonObject Message(string payment, string status, OrderId? order, long at = 1) =>
        new()
        {
            ["payment_id"] = JsonNode.Parse(payment),
            ["parent_payment_id"] = null,
            ["invoice_id"] = 4522625843,
            ["payment_status"] = status,
            ["pay_address"] = "0x1111111111111111111111111111111111111111",
            ["price_amount"] = 9.99m,
            ["price_currency"] = "usd",
            ["pay_amount"] = 0.00015370m,
            ["actually_paid"] = 0.00015370m,
            ["pay_currency"] = "btc",
            ["order_id"] = order?.ToString(),
            ["purchase_id"] = "5837122679",
            ["outcome_amount"] = 0.00397601m,
            ["outcome_currency"] = "eth",
            ["fee"] = new JsonObject
            {
                ["currency"] = "eth",
                ["depositFee"] = 0,
                ["serviceFee"] = 0.00001999m,
            },
            ["updated_at"] = at,
        };

    /// <summary>Pays while the provider's messages get lost: only its books know.</summary>
    /// <returns>The provider's payment id, finished there and unknown to us.</returns>
    public async Task<string> PayUnheardAsync(Purchase purchase, CancellationToken ct)
    {
        await flow.Sandbox.OrderFaultAsync(
            """{"partner":"nowpayments","operation":"ipn","kind":"drop","times":1000}""",
            ct
        );
        var payment = await flow.Sandbox.PayAsync(purchase.Invoice, "btc", "1.0", ct);
        await Eventually.GetAsync(
            async () => (string?)(await ReadAsync(payment, ct))["payment_status"] ?? "",
            status => status == "finished",
            ct
        );
        await ForgiveAsync("nowpayments", ct);
        return payment;
    }

    public Task<JsonNode> ReadAsync(string payment, CancellationToken ct) =>
        SendAsync(HttpMethod.Get, $"control/nowpayments/payments/{payment}", null, ct);

    /// <summary>hold, release, refund, status … (see the sandbox's control API).</summary>
    public Task ActAsync(string payment, string action, CancellationToken ct, string body = "{}") =>
        SendAsync(HttpMethod.Post, $"control/nowpayments/payments/{payment}/{action}", body, ct);

    /// <summary>The buyer chooses a coin and does not pay yet.</summary>
    public async Task<string> ChooseAsync(Uri invoice, string coin, CancellationToken ct)
    {
        var path = $"nowpayments/hosted/{InvoiceIdOf(invoice)}/select";
        var body = $$"""{"coin":"{{coin}}"}""";
        var payment = await SendAsync(HttpMethod.Post, path, body, ct);
        return (string)payment["payment_id"]!;
    }

    /// <summary>Money for an address that was given out: further, other or missing money.</summary>
    public async Task<string> DepositAsync(string payment, string body, CancellationToken ct)
    {
        var path = $"nowpayments/hosted/payment/{payment}/pay";
        var received = await SendAsync(HttpMethod.Post, path, body, ct);
        return (string)received["payment_id"]!;
    }

    /// <summary>Somebody with our key makes an invoice that belongs to no order of ours.</summary>
    public async Task<Uri> InvoiceAsync(string orderId, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["price_amount"] = 9.99m,
            ["price_currency"] = "usd",
            ["order_id"] = orderId,
            ["ipn_callback_url"] = new Uri(Stack.App, "np-ipn/ipn").AbsoluteUri,
        };
        var text = body.ToJsonString();
        var invoice = await SendAsync(HttpMethod.Post, "nowpayments/v1/invoice", text, ct);
        return new Uri((string)invoice["invoice_url"]!);
    }

    /// <summary>The exchange's orders for one payout.</summary>
    public async Task<IReadOnlyList<JsonNode>> ExchangesAsync(
        string payout,
        CancellationToken ct
    ) => [.. (await ExchangesAsync(ct)).Where(exchange => (string?)exchange["userId"] == payout)];

    /// <summary>Everything the exchange has.</summary>
    public async Task<IEnumerable<JsonNode>> ExchangesAsync(CancellationToken ct)
    {
        var path = "control/changenow/exchanges";
        return (await SendAsync(HttpMethod.Get, path, null, ct)).AsArray().OfType<JsonNode>();
    }

    /// <summary>Takes back all fault orders of a partner.</summary>
    public async Task ForgiveAsync(string partner, CancellationToken ct)
    {
        var url = new Uri(Stack.Sandbox, $"control/faults?partner={partner}");
        using var response = await flow.Http.DeleteAsync(url, ct);
        response.EnsureSuccessStatusCode();
    }

    private async Task<JsonNode> SendAsync(
        HttpMethod method,
        string path,
        string? body,
        CancellationToken ct
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(Stack.Sandbox, path));
        request.Headers.Add("x-api-key", Stack.Credentials.NowPaymentsKey);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await flow.Http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new InvalidOperationException($"{path} answered {text}");
    }

    private static string InvoiceIdOf(Uri invoice) => invoice.Query.Split("iid=")[1].Split('&')[0];

    // Written for the tests, so that no code of ours checks itself.
    private static string Canonical(JsonNode? node) =>
        node switch
        {
            JsonObject members => "{"
                + string.Join(
                    ',',
                    members
                        .OrderBy(member => member.Key, StringComparer.Ordinal)
                        .Select(member => $"\"{member.Key}\":{Canonical(member.Value)}")
                )
                + "}",
            JsonArray items => $"[{string.Join(',', items.Select(Canonical))}]",
            null => "null",
            _ => node.ToJsonString(Relaxed),
        };

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = JsonSerializerOptions.Default.TypeInfoResolver,
    };
}
