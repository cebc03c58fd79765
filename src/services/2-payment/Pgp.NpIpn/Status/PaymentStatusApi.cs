using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pgp.Common.Database;
using Pgp.Common.Hosting;

namespace Pgp.NpIpn.Status;

/// <summary>Where an order stands, in the words of the payment page.</summary>
/// <param name="Status">
/// pending, confirming, underpaid, paid, invite_sent, held, expired, failed or refunded.
/// </param>
/// <param name="Final">Whether looking again can show anything new.</param>
internal sealed record PaymentStatus(
    string OrderId,
    string Kind,
    string Status,
    bool Final,
    string Price
);

/// <summary>An answer that is not a status.</summary>
internal sealed record StatusProblem(string Status, string Code, string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PaymentStatus))]
[JsonSerializable(typeof(StatusProblem))]
internal sealed partial class StatusJson : JsonSerializerContext;

/// <summary>
/// <c>GET /np-ipn/api/payment-status?token=…</c>, asked by the payment page. The token is random
/// and belongs to one order: orders cannot be guessed or listed.
/// </summary>
internal sealed class PaymentStatusApi(Database database)
{
    private const int TokenLengthMax = 64;

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/payment-status", AnswerAsync).LimitPublic();

    /// <summary>The page's word for what the database knows.</summary>
    internal static (string Status, bool Final) Describe(OrderView order) =>
        order.PaymentState switch
        {
            null or "waiting" => ("pending", false),
            "confirming" => ("confirming", false),
            "partially_paid" => ("underpaid", false),
            "paid" when order.Kind == "donation" => ("paid", true),
            "paid" when order.InviteState == "sent" => ("invite_sent", true),
            "paid" => ("paid", false),
            "quarantined" => ("held", false),
            // A late deposit may still come, but nobody should stare at a page for it.
            "expired" => ("expired", true),
            "refunded" => ("refunded", true),
            "failed" => ("failed", true),
            var other => throw new InvalidOperationException($"unknown state: {other}"),
        };

    private async Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        var token = context.Request.Query["token"].ToString();
        var order = token.Length is > 0 and <= TokenLengthMax
            ? await PaymentStatusQueries.FindAsync(database, token, context.RequestAborted)
            : null;
        if (order is null)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            var problem = new StatusProblem(
                "error",
                "order_unknown",
                "This link belongs to no order. Open the payment from the chat with the bot again."
            );
            await JsonSerializer.SerializeAsync(
                response.Body,
                problem,
                StatusJson.Default.StatusProblem,
                context.RequestAborted
            );
            return;
        }

        var (status, final) = Describe(order);
        await JsonSerializer.SerializeAsync(
            response.Body,
            new PaymentStatus(
                order.OrderId.ToString(),
                order.Kind,
                status,
                final,
                order.Price.ToString()
            ),
            StatusJson.Default.PaymentStatus,
            context.RequestAborted
        );
    }
}
