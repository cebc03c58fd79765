using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Google;

/// <summary>
/// The metadata server, at the root of the port because its clients know only host and port
/// (spec 70, 4.1).
/// </summary>
internal sealed class MetadataServer(IdentityTokens tokens)
{
    public const string Account = "sandbox@sandbox-project.iam.gserviceaccount.com";

    private static readonly KeyValuePair<string, string>[] Flavor =
    [
        new("Metadata-Flavor", "Google"),
        new("Server", "Metadata Server for VM"),
    ];

    public static PartnerFace Face { get; } =
        new(
            "metadata",
            call => $"{call.Method} /{call.Path}",
            _ => Answer.Text("Too Many Requests", StatusCodes.Status429TooManyRequests),
            () => Answer.Text("Internal Server Error", StatusCodes.Status500InternalServerError)
        );

    public Task<Answer> AnswerAsync(PartnerCall call)
    {
        var answer = call.Headers["Metadata-Flavor"] == "Google" ? Respond(call) : Forbidden();
        return Task.FromResult(answer with { Headers = Flavor });
    }

    private Answer Respond(PartnerCall call) =>
        call.Segments switch
        {
            ["instance", "service-accounts", _, "token"] => Answer.Json(
                new JsonObject
                {
                    ["access_token"] = $"ya29.{RandomText.Token(40)}",
                    ["expires_in"] = 3599,
                    ["token_type"] = "Bearer",
                }
            ),
            ["instance", "service-accounts", _, "identity"] => call.Ask("audience") is { } audience
                ? Answer.Text(tokens.Sign(audience, Account))
                : Answer.Text("non-empty audience parameter required", 400),
            ["instance", "service-accounts", _, "email"] => Answer.Text(Account),
            ["project", "project-id"] => Answer.Text("sandbox-project"),
            ["project", "numeric-project-id"] => Answer.Text("123456789012"),
            ["universe", "universe-domain"] => Answer.Text("googleapis.com"),
            ["instance", "service-accounts"] => Answer.Text("default/\n"),
            _ => Answer.Text("Not Found", StatusCodes.Status404NotFound),
        };

    private static Answer Forbidden() =>
        Answer.Text("Missing Metadata-Flavor:Google header.", StatusCodes.Status403Forbidden);
}
