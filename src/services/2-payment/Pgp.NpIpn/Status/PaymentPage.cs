using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Pgp.NpIpn.Status;

/// <summary>
/// <c>GET /np-ipn/payment-processing?token=…</c>: where the provider sends the buyer's browser back
/// to. Static, same origin, no framework; works in Telegram's own browser.
/// </summary>
internal sealed class PaymentPage(NpIpnOptions options)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public void Map(IEndpointRouteBuilder routes)
    {
        var html = Read("payment.html")
            .Replace(
                "{{bot}}",
                Uri.EscapeDataString(options.BotUsername),
                StringComparison.Ordinal
            );
        Serve(routes, "/payment-processing", "text/html; charset=utf-8", html);
        Serve(routes, "/payment.css", "text/css; charset=utf-8", Read("payment.css"));
        Serve(routes, "/payment.js", "text/javascript; charset=utf-8", Read("payment.js"));
    }

    private static void Serve(
        IEndpointRouteBuilder routes,
        string path,
        string contentType,
        string text
    )
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        routes.MapGet(
            path,
            context =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = Policy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "no-referrer";
                headers.CacheControl = "no-cache";
                context.Response.ContentType = contentType;
                return context.Response.Body.WriteAsync(bytes).AsTask();
            }
        );
    }

    private static string Read(string name)
    {
        using var stream = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceStream("page/" + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
