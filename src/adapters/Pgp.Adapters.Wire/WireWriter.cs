using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Pgp.Adapters.Wire;

/// <summary>
/// Request bodies written member by member, so that no name depends on a naming policy.
/// </summary>
public static class WireWriter
{
    /// <summary>A JSON object whose members the caller writes.</summary>
    public static HttpContent Object(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        var content = new ReadOnlyMemoryContent(buffer.WrittenMemory);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    /// <summary>A query string of escaped values, in the order given.</summary>
    public static string Query(params ReadOnlySpan<(string Name, string Value)> members)
    {
        var parts = new List<string>(members.Length);
        foreach (var (name, value) in members)
        {
            parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }

        return "?" + string.Join('&', parts);
    }
}
