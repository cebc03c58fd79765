using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pgp.Sandbox.Serving;

/// <summary>
/// JSON exactly as <c>JSON.stringify</c> writes it: no spaces, nothing escaped but quotes, back
/// slashes, control characters and lone surrogates. The partners are JavaScript, and signatures are
/// made over this text (spec 70, 1.6).
/// </summary>
internal static class JsText
{
    public static string Stringify(JsonNode? node) => Write(node, KeyOrder.AsBuilt);

    /// <summary>Keys sorted by code unit at every level; arrays stay arrays.</summary>
    public static string StringifySorted(JsonNode? node) => Write(node, KeyOrder.Sorted);

    /// <summary>
    /// As the vendor's documented sort does it: arrays turn into objects with index keys.
    /// </summary>
    public static string StringifySortedArraysAsObjects(JsonNode? node) =>
        Write(node, KeyOrder.SortedArraysAsObjects);

    private static string Write(JsonNode? node, KeyOrder order)
    {
        var text = new StringBuilder();
        Write(text, node, order);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? node, KeyOrder order)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                WriteObject(text, members, order);
                break;
            case JsonArray items:
                WriteArray(text, items, order);
                break;
            default:
                WriteValue(text, node);
                break;
        }
    }

    private static void WriteObject(StringBuilder text, JsonObject members, KeyOrder order)
    {
        IEnumerable<KeyValuePair<string, JsonNode?>> ordered =
            order == KeyOrder.AsBuilt
                ? members
                : members.OrderBy(member => member.Key, StringComparer.Ordinal);
        var separator = '{';
        foreach (var (name, value) in ordered)
        {
            text.Append(separator);
            WriteString(text, name);
            text.Append(':');
            Write(text, value, order);
            separator = ',';
        }

        text.Append(members.Count == 0 ? "{}" : "}");
    }

    private static void WriteArray(StringBuilder text, JsonArray items, KeyOrder order)
    {
        var asObject = order == KeyOrder.SortedArraysAsObjects;
        text.Append(asObject ? '{' : '[');
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "" : ",");
            if (asObject)
            {
                text.Append(CultureInfo.InvariantCulture, $"\"{i}\":");
            }

            Write(text, items[i], order);
        }

        text.Append(asObject ? '}' : ']');
    }

    private static void WriteValue(StringBuilder text, JsonNode value)
    {
        if (value.GetValueKind() == JsonValueKind.String)
        {
            WriteString(text, value.GetValue<string>());
        }
        else
        {
            text.Append(value.ToJsonString());
        }
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            var pair = i + 1 < value.Length && char.IsSurrogatePair(c, value[i + 1]);
            if (pair)
            {
                text.Append(c).Append(value[++i]);
            }
            else
            {
                WriteChar(text, c);
            }
        }

        text.Append('"');
    }

    private static void WriteChar(StringBuilder text, char c)
    {
        var plain = c switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\f' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => null,
        };
        if (plain is not null)
        {
            text.Append(plain);
        }
        else if (c < ' ' || char.IsSurrogate(c))
        {
            text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
        else
        {
            text.Append(c);
        }
    }

    private enum KeyOrder
    {
        AsBuilt,
        Sorted,
        SortedArraysAsObjects,
    }
}
