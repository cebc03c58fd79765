using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pgp.Adapters.NowPayments;
using Pgp.Common.Observability;

namespace Pgp.NpIpn.Intake;

/// <summary>
/// <c>POST /np-ipn/ipn</c>: what NOWPayments calls on every change of a payment. Answered 200 only
/// when the message is durable; what it means is found out later, by asking the provider.
/// </summary>
internal sealed class IpnApi(
    NpIpnOptions options,
    IpnWriter writer,
    TimeProvider clock,
    ILogger<IpnApi> log
)
{
    private const int PaymentIdLengthMax = 64;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/ipn", ReceiveAsync);

    private async Task ReceiveAsync(HttpContext context)
    {
        var body = await ReadBodyAsync(context.Request, context.RequestAborted);
        if (body is null)
        {
            var tooLong = StatusCodes.Status413PayloadTooLarge;
            await AnswerAsync(context, tooLong, "rejected", "body_too_long");
            return;
        }

        string? signature = context.Request.Headers[IpnSignature.HeaderName];
        switch (IpnSignature.Verify(body, signature, options.IpnSecret.Reveal()))
        {
            case IpnSignatureOutcome.Valid valid:
                await StoreAsync(context, body, valid.Variant);
                break;
            case IpnSignatureOutcome.Invalid:
                await RefuseAsync(context, "signature_invalid");
                break;
            case IpnSignatureOutcome.Malformed malformed:
                await RefuseAsync(context, malformed.Reason);
                break;
            case var other:
                throw new InvalidOperationException($"unknown outcome: {other}");
        }
    }

    private async Task StoreAsync(HttpContext context, byte[] body, IpnVariant variant)
    {
        var message = Read(body, variant);
        var stored = await writer.StoreAsync(message, context.RequestAborted);
        if (message.ProviderPaymentId is null)
        {
            log.NoPayment(message.EventId);
        }

        if (stored)
        {
            await AnswerAsync(context, StatusCodes.Status200OK, "stored", "ok");
        }
        else
        {
            var later = StatusCodes.Status503ServiceUnavailable;
            await AnswerAsync(context, later, "again", "not_stored");
        }
    }

    private IpnMessage Read(byte[] body, IpnVariant variant)
    {
        var ipn = (Ipn.Read(body) as IpnReading.Payment)?.Ipn;
        return new IpnMessage(
            Guid.CreateVersion7(clock.GetUtcNow()),
            IsPaymentId(ipn?.PaymentId) ? ipn!.PaymentId : null,
            OrderId.TryParse(ipn?.OrderId, out var order) ? order : null,
            body,
            SHA256.HashData(body),
            variant.ToString(),
            Activity.Current?.Id
        );
    }

    private static bool IsPaymentId(string? text) =>
        text is { Length: > 0 and <= PaymentIdLengthMax } && !text.Any(char.IsControl);

    // Reads at most what a genuine message can have; a stranger's megabytes are not even received.
    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > IpnSignature.BodyBytesMax)
        {
            return null;
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(ct);
            if (read.Buffer.Length > IpnSignature.BodyBytesMax)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private Task RefuseAsync(HttpContext context, string reason)
    {
        log.Refused(reason);
        return AnswerAsync(context, StatusCodes.Status403Forbidden, "rejected", "not_genuine");
    }

    private static Task AnswerAsync(HttpContext context, int code, string status, string reason)
    {
        Telemetry.IpnReceived.Add(1, new KeyValuePair<string, object?>("answer", reason));
        var answer = Encoding.UTF8.GetBytes($$"""{"status":"{{status}}","code":"{{reason}}"}""");
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Length;
        return context.Response.Body.WriteAsync(answer).AsTask();
    }
}
