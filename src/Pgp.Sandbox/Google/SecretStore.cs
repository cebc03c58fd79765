using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Google;

/// <summary>Secret Manager: reading a version (spec 70, 4.4). Called under the lock.</summary>
internal sealed class SecretStore(GoogleState state)
{
    // Answers name the project by its number, even if it was asked by its id.
    private const string ProjectNumber = "123456789012";

    /// <param name="version">A number from 1, or <c>latest</c>.</param>
    public Answer Access(string project, string secret, string version)
    {
        if (!state.Secrets.TryGetValue($"{project}/{secret}", out var versions))
        {
            return GoogleReplies.NotFound($"Secret [projects/{project}/secrets/{secret}]");
        }

        var number =
            version == "latest" ? versions.Count
            : int.TryParse(version, CultureInfo.InvariantCulture, out var asked) ? asked
            : 0;
        if (number < 1 || number > versions.Count)
        {
            return GoogleReplies.NotFound($"Secret Version [{version}]");
        }

        var found = versions[number - 1];
        var name = $"projects/{ProjectNumber}/secrets/{secret}/versions/{number}";
        return found.Status switch
        {
            "ENABLED" => Payload(name, found.Value),
            "DENIED" => GoogleReplies.Denied("secretmanager.versions.access"),
            _ => GoogleReplies.Precondition($"Secret Version [{name}] is in {found.Status} state."),
        };
    }

    /// <summary>Adds a version, or changes the state of one.</summary>
    public Answer Order(JsonObject request)
    {
        var project = request.Text("project") ?? "sandbox-project";
        if (request.Text("secret") is not { Length: > 0 } secret)
        {
            return Control.ControlAnswers.Wrong("secret is required");
        }

        if (!state.Secrets.TryGetValue($"{project}/{secret}", out var versions))
        {
            state.Secrets[$"{project}/{secret}"] = versions = [];
        }

        if (request.Text("value") is { } value)
        {
            versions.Add(new SecretVersion { Value = value });
        }

        var number = request.Count("version") ?? versions.Count;
        if (request.Text("status") is { } status && number >= 1 && number <= versions.Count)
        {
            versions[number - 1].Status = status.ToUpperInvariant();
        }

        return Answer.Json(new JsonObject { ["versions"] = versions.Count });
    }

    private static Answer Payload(string name, string value)
    {
        var data = Encoding.UTF8.GetBytes(value);
        return Answer.Json(
            new JsonObject
            {
                ["name"] = name,
                ["payload"] = new JsonObject
                {
                    ["data"] = Convert.ToBase64String(data),
                    ["dataCrc32c"] = Crc32C.Text(data),
                },
            }
        );
    }
}
