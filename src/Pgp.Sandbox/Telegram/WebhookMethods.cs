using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>Setting, removing and describing the webhook (spec 70, 3.2).</summary>
internal sealed class WebhookMethods(TelegramWorld world)
{
    private static readonly int[] Ports = [443, 80, 88, 8443];

    public Answer Set(JsonObject request)
    {
        var url = request.Text("url") ?? "";
        if (url.Length == 0)
        {
            return Delete(request);
        }

        if (FaultOf(url, request) is { } fault)
        {
            return Replies.BadRequest(fault);
        }

        var old = world.State.Webhook;
        world.State.Webhook = new Webhook
        {
            Url = url,
            Secret = request.Text("secret_token"),
            MaxConnections = Math.Clamp(request.Count("max_connections") ?? 40, 1, 100),
            AllowedUpdates = AllowedUpdates(request, old),
        };
        if (request.Flag("drop_pending_updates"))
        {
            world.State.Updates.Clear();
        }

        foreach (var update in world.State.Updates)
        {
            update.DueAt = world.Now;
        }

        world.Touch();
        return Replies.True;
    }

    public Answer Delete(JsonObject request)
    {
        world.State.Webhook = world.State.Webhook with { Url = "", Secret = null };
        if (request.Flag("drop_pending_updates"))
        {
            world.State.Updates.Clear();
        }

        world.Touch();
        return Replies.True;
    }

    public Answer Info()
    {
        var hook = world.State.Webhook;
        var info = new JsonObject
        {
            ["url"] = hook.Url,
            ["has_custom_certificate"] = false,
            ["pending_update_count"] = world.State.Updates.Count,
        };
        if (hook.LastErrorAt is { } at)
        {
            info["last_error_date"] = at.ToUnixTimeSeconds();
            info["last_error_message"] = hook.LastError;
        }

        if (hook.Url.Length > 0)
        {
            info["max_connections"] = hook.MaxConnections;
            info["ip_address"] = "127.0.0.1";
        }

        if (hook.AllowedUpdates is { } allowed)
        {
            info["allowed_updates"] = new JsonArray(
                allowed.Select(kind => (JsonNode)kind).ToArray()
            );
        }

        return Replies.Ok(info);
    }

    /// <summary>Absent keeps the setting; an empty list means the default.</summary>
    public static string[]? AllowedUpdates(JsonObject request, Webhook old)
    {
        if (request.List("allowed_updates") is not { } wanted)
        {
            return old.AllowedUpdates;
        }

        return wanted.Count == 0 ? null : [.. wanted.Select(kind => JsonRead.Text(kind) ?? "")];
    }

    private static string? FaultOf(string url, JsonObject request)
    {
        var secret = request.Text("secret_token");
        if (secret?.Length > 256)
        {
            return "secret token is too long";
        }

        if (secret?.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') == false)
        {
            return "secret token contains unallowed characters";
        }

        if (
            !Uri.TryCreate(url, UriKind.Absolute, out var target)
            || target.Scheme is not ("http" or "https")
        )
        {
            return "invalid webhook URL specified";
        }

        // Addresses of this machine pass, so that everything can run on one.
        if (target.IsLoopback)
        {
            return null;
        }

        if (target.Scheme != Uri.UriSchemeHttps)
        {
            return "bad webhook: An HTTPS URL must be provided for webhook";
        }

        return Ports.Contains(target.Port)
            ? null
            : "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443";
    }
}
