using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Pgp.Adapters.NowPayments;

/// <summary>
/// The text a NOWPayments signature is computed over: compact JSON with the names of every object
/// in code-unit order. Names and scalars are copied byte for byte, because printing a number or a
/// string anew changes it (spec 70, 1.6: <c>1.2e-7</c>, <c>é</c>, <c>&lt;</c>).
/// </summary>
internal static class CanonicalJson
{
    private const int DepthMax = 16;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = DepthMax };

    /// <returns>
    /// <see langword="false"/> if the body is no JSON object that could be genuine.
    /// </returns>
    public static bool TryParse(ReadOnlySpan<byte> body, out JsonElement root, out bool hasArrays)
    {
        root = default;
        hasArrays = false;
        if (!Utf8.IsValid(body))
        {
            return false;
        }

        try
        {
            root = JsonElement.Parse(body, Options);
        }
        catch (JsonException)
        {
            return false;
        }

        return root.ValueKind == JsonValueKind.Object && AreNamesPlain(root, ref hasArrays);
    }

    /// <param name="arraysAsObjects">
    /// Write arrays as the vendor's documented sample does, <c>{"0":5,"1":7}</c>, instead of
    /// <c>[5,7]</c> as its SDK does.
    /// </param>
    public static ReadOnlySpan<byte> Write(JsonElement root, bool arraysAsObjects)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(root, arraysAsObjects, output);
        return output.WrittenSpan;
    }

    private static void Write(
        JsonElement value,
        bool arraysAsObjects,
        ArrayBufferWriter<byte> output
    )
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, arraysAsObjects, output);
                break;
            case JsonValueKind.Array:
                WriteArray(value, arraysAsObjects, output);
                break;
            default:
                output.Write(JsonMarshal.GetRawUtf8Value(value));
                break;
        }
    }

    private static void WriteObject(
        JsonElement value,
        bool arraysAsObjects,
        ArrayBufferWriter<byte> output
    )
    {
        // Of a repeated name JavaScript keeps the last value, and so does the dictionary.
        var members = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            members[member.Name] = member.Value;
        }

        var separator = "{"u8;
        foreach (var (name, member) in members)
        {
            output.Write(separator);
            output.Write("\""u8);
            output.Write(Encoding.UTF8.GetBytes(name));
            output.Write("\":"u8);
            Write(member, arraysAsObjects, output);
            separator = ","u8;
        }

        output.Write(members.Count == 0 ? "{}"u8 : "}"u8);
    }

    private static void WriteArray(
        JsonElement value,
        bool arraysAsObjects,
        ArrayBufferWriter<byte> output
    )
    {
        output.Write(arraysAsObjects ? "{"u8 : "["u8);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (index > 0)
            {
                output.Write(","u8);
            }

            if (arraysAsObjects)
            {
                output.Write(Encoding.UTF8.GetBytes($"\"{index}\":"));
            }

            Write(item, arraysAsObjects, output);
            index++;
        }

        output.Write(arraysAsObjects ? "}"u8 : "]"u8);
    }

    // The vendor's names are plain words. Refusing escapes in names keeps the copied bytes and the
    // decoded name the same thing, and half a surrogate pair from throwing while we sort.
    private static bool AreNamesPlain(JsonElement value, ref bool hasArrays)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            hasArrays = true;
            foreach (var item in value.EnumerateArray())
            {
                if (!AreNamesPlain(item, ref hasArrays))
                {
                    return false;
                }
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                if (
                    JsonMarshal.GetRawUtf8PropertyName(member).Contains((byte)'\\')
                    || !AreNamesPlain(member.Value, ref hasArrays)
                )
                {
                    return false;
                }
            }
        }

        return true;
    }
}
