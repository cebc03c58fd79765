using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pgp.Sandbox.Serving;

/// <summary>
/// Reads members the way the partners' servers do: text or number, either is accepted.
/// </summary>
internal static class JsonRead
{
    /// <summary>The object in the bytes, or null if they are no JSON object.</summary>
    public static JsonObject? TryObject(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonNode.Parse(bytes) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Text, or the digits of a number exactly as sent; null for everything else.
    /// </summary>
    public static string? Text(this JsonObject from, string name) =>
        from.TryGetPropertyValue(name, out var node) ? Text(node) : null;

    public static string? Text(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.Number => node.ToJsonString(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };

    public static long? Integer(this JsonObject from, string name) =>
        long.TryParse(Text(from, name), CultureInfo.InvariantCulture, out var value) ? value : null;

    public static int? Count(this JsonObject from, string name) =>
        int.TryParse(Text(from, name), CultureInfo.InvariantCulture, out var value) ? value : null;

    public static bool Flag(this JsonObject from, string name) =>
        string.Equals(Text(from, name), "true", StringComparison.OrdinalIgnoreCase);

    public static decimal? Quantity(this JsonObject from, string name) =>
        Quantity(Text(from, name));

    public static decimal? Quantity(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    /// <summary>
    /// A nested object, also when it was sent as a text holding JSON (form posts).
    /// </summary>
    public static JsonObject? Nested(this JsonObject from, string name) =>
        Embedded(from, name) as JsonObject;

    public static JsonArray? List(this JsonObject from, string name) =>
        Embedded(from, name) as JsonArray;

    private static JsonNode? Embedded(JsonObject from, string name)
    {
        if (!from.TryGetPropertyValue(name, out var node))
        {
            return null;
        }

        if (node?.GetValueKind() != JsonValueKind.String)
        {
            return node;
        }

        try
        {
            return JsonNode.Parse(node.GetValue<string>());
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
