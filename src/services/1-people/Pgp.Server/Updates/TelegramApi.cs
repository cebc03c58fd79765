using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;

namespace Pgp.Server.Updates;

/// <summary>
/// Telegram's webhook. Telegram repeats an update until it hears 2xx, for a day, and holds back the
/// later updates of the same chat (spec 70, 3.2): so 2xx is the answer whenever repeating is
/// useless.
/// </summary>
internal sealed class TelegramApi(
    ServerOptions options,
    UpdateRouter router,
    ILogger<TelegramApi> log
)
{
    private const int BodyBytesMax = 1_048_576;

    public async Task ReceiveAsync(HttpContext context)
    {
        var request = context.Request;
        var secret = request.Headers[TelegramWebhook.SecretHeaderName].ToString();
        if (!TelegramWebhook.IsFromTelegram(secret, options.WebhookSecret.Reveal()))
        {
            log.WebhookRefused();
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        // Bodies without a stated length are cut off by the listener at the same size.
        if (request.ContentLength > BodyBytesMax)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        if (!TelegramWebhook.TryParse(body.GetBuffer().AsSpan(0, (int)body.Length), out var update))
        {
            log.UpdateUnreadable((int)body.Length);
            return;
        }

        Write(context.Response, await router.HandleAsync(update, context.RequestAborted));
    }

    private static void Write(HttpResponse response, UpdateAnswer answer)
    {
        if (answer is UpdateAnswer.Again(var after))
        {
            var seconds = Math.Ceiling(after.TotalSeconds);
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }
}
