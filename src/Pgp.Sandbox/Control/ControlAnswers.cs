using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Control;

/// <summary>The control API's own answers; no partner talks like this.</summary>
internal static class ControlAnswers
{
    public static Answer Done { get; } = Answer.Json(new JsonObject { ["done"] = true });

    public static Answer NotFound(string what) =>
        Answer.Json(
            new JsonObject { ["error"] = $"no such {what}" },
            StatusCodes.Status404NotFound
        );

    public static Answer Wrong(string what) =>
        Answer.Json(new JsonObject { ["error"] = what }, StatusCodes.Status400BadRequest);

    /// <summary>Lays the members of a request over settings as they are.</summary>
    /// <returns>Null if a member has the wrong type.</returns>
    public static T? Overlay<T>(T settings, JsonObject request, JsonTypeInfo<T> type)
        where T : class
    {
        var merged = JsonSerializer.SerializeToNode(settings, type)!.AsObject();
        foreach (var (name, value) in request)
        {
            merged[name] = value?.DeepClone();
        }

        try
        {
            return merged.Deserialize(type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
