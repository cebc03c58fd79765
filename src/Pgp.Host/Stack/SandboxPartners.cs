using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Pgp.Host.Stack;

/// <summary>
/// Pulls the strings behind the partners' simulators: looks into their books, holds and ends what
/// is under way, pays in ways that the hosted page does not offer.
/// </summary>
public sealed class SandboxPartners(Uri sandbox) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60) };

    public void Dispose() => http.Dispose();

    /// <summary>Everything the payment provider has.</summary>
    public async Task<IReadOnlyList<JsonNode>> PaymentsAsync(CancellationToken ct) =>
        Items(await SendAsync(HttpMethod.Get, "control/nowpayments/payments", null, ct));

    public async Task<JsonNode> PaymentAsync(string payment, CancellationToken ct) =>
        await SendAsync(HttpMethod.Get, $"control/nowpayments/payments/{payment}", null, ct);

    /// <summary>Everything the exchange has.</summary>
    public async Task<IReadOnlyList<JsonNode>> ExchangesAsync(CancellationToken ct) =>
        Items(await SendAsync(HttpMethod.Get, "control/changenow/exchanges", null, ct));

    /// <summary>hold, release, expire … (see the sandbox's control API).</summary>
    /// <returns>How the payment stands now.</returns>
    public Task<JsonNode> ActOnPaymentAsync(string payment, string action, CancellationToken ct) =>
        SendAsync(
            HttpMethod.Post,
            $"control/nowpayments/payments/{payment}/{action}",
            new JsonObject(),
            ct
        );

    /// <summary>hold, release, fail, refund, expire … (see the sandbox's control API).</summary>
    /// <returns>How the exchange stands now.</returns>
    public Task<JsonNode> ActOnExchangeAsync(
        string exchange,
        string action,
        CancellationToken ct
    ) =>
        SendAsync(
            HttpMethod.Post,
            $"control/changenow/exchanges/{exchange}/{action}",
            new JsonObject(),
            ct
        );

    /// <summary>A buyer chooses a coin and does not pay yet.</summary>
    /// <returns>The provider's payment id.</returns>
    public async Task<string> ChooseAsync(Uri invoice, string coin, CancellationToken ct)
    {
        var path = $"nowpayments/hosted/{InvoiceIdOf(invoice)}/select";
        var body = new JsonObject { ["coin"] = coin };
        return (string)(await SendAsync(HttpMethod.Post, path, body, ct))["payment_id"]!;
    }

    /// <summary>Money for an address that was given out: further, other or missing money.</summary>
    /// <returns>The provider's payment id; a new one where it makes a payment of its own.</returns>
    public async Task<string> DepositAsync(string payment, JsonObject body, CancellationToken ct)
    {
        var path = $"nowpayments/hosted/payment/{payment}/pay";
        return (string)(await SendAsync(HttpMethod.Post, path, body, ct))["payment_id"]!;
    }

    /// <summary>The fault orders that are not used up.</summary>
    public async Task<IReadOnlyList<JsonNode>> FaultsAsync(CancellationToken ct) =>
        Items(await SendAsync(HttpMethod.Get, "control/faults", null, ct));

    /// <summary>Takes back every fault order.</summary>
    public async Task ForgetFaultsAsync(CancellationToken ct)
    {
        using var response = await http.DeleteAsync(new Uri(sandbox, "control/faults"), ct);
        response.EnsureSuccessStatusCode();
    }

    private async Task<JsonNode> SendAsync(
        HttpMethod method,
        string path,
        JsonObject? body,
        CancellationToken ct
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(sandbox, path));
        if (body is not null)
        {
            var text = body.ToJsonString();
            request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        }

        using var response = await http.SendAsync(request, ct);
        var answer = await response.Content.ReadAsStringAsync(ct);
        if (!response.IsSuccessStatusCode)
        {
            var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            throw new InvalidOperationException($"{path} answered {status}: {answer}");
        }

        return JsonNode.Parse(answer)!;
    }

    private static IReadOnlyList<JsonNode> Items(JsonNode list) =>
        [.. list.AsArray().OfType<JsonNode>()];

    private static string InvoiceIdOf(Uri invoice) => invoice.Query.Split("iid=")[1].Split('&')[0];
}
