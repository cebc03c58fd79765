using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pgp.Sandbox.Mail;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Page;

/// <summary>
/// The pages for people: the subscriber's phone, the hosted invoice and the mailbox.
/// </summary>
internal static class SandboxPages
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private const string CssType = "text/css; charset=utf-8";
    private const string JsType = "text/javascript; charset=utf-8";

    private static readonly string[] Styles = ["style", "chat", "talk", "sheet"];
    private static readonly string[] Scripts = ["invoice", "mail"];

    // The subscriber's phone, by topic.
    private static readonly string[] Modules =
    [
        "api",
        "chat",
        "dom",
        "foot",
        "form",
        "info",
        "invite",
        "links",
        "list",
        "main",
        "message",
        "owner",
        "people",
        "sheet",
        "state",
        "text",
        "toast",
        "words",
    ];

    private static readonly (string Path, string File, string Type)[] Files =
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/nowpayments/payment/", "invoice.html", "text/html; charset=utf-8"),
        ("/mail", "mail.html", "text/html; charset=utf-8"),
        ("/favicon.svg", "favicon.svg", "image/svg+xml"),
        .. Styles.Select(name => ($"/sandbox/{name}.css", $"{name}.css", CssType)),
        .. Scripts.Select(name => ($"/sandbox/{name}.js", $"{name}.js", JsType)),
        .. Modules.Select(name => ($"/sandbox/chat/{name}.js", $"{name}.js", JsType)),
    ];

    public static void Map(IEndpointRouteBuilder routes, MailBox mails)
    {
        foreach (var (path, file, type) in Files)
        {
            var content = new Answer(StatusCodes.Status200OK, type, EmbeddedFiles.Bytes(file))
            {
                Headers =
                [
                    new("Content-Security-Policy", Policy),
                    new("X-Content-Type-Options", "nosniff"),
                    new("Cache-Control", "no-cache"),
                    // Google's clients probe the root to find out whether they run in its cloud.
                    new("Metadata-Flavor", "Google"),
                ],
            };
            RequestDelegate serve = context =>
                WantsMailsAsJson(context, path)
                    ? Answer.Json(mails.List(context.Request.Query["to"])).WriteAsync(context)
                    : content.WriteAsync(context);
            routes.Map(path, serve);
        }
    }

    // The list of mails is a page to browsers and JSON to everybody else.
    private static bool WantsMailsAsJson(HttpContext context, string path) =>
        path == "/mail"
        && !context
            .Request.Headers.Accept.ToString()
            .Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
