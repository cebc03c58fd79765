using System.Text.Json;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.Wire;

/// <summary>
/// Lenient reading of partners' JSON: ids and amounts arrive as number, as string or as null, and
/// the same field changes its type from call to call (spec 70, 1.2 to 1.4). Nothing throws.
/// </summary>
public static class WireJson
{
    private const int DepthMax = 32;
    private const int IdLengthMax = 128;
    private const int CodeLengthMax = 64;
    private const int ExponentLengthMax = 4;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = DepthMax };

    /// <returns><see langword="null"/> if the bytes are no JSON, for example HTML.</returns>
    public static JsonElement? TryParse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonElement.Parse(body, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member of any kind but null.</summary>
    public static JsonElement? Member(JsonElement json, string name)
    {
        try
        {
            return
                json.ValueKind == JsonValueKind.Object
                && json.TryGetProperty(name, out var member)
                && member.ValueKind != JsonValueKind.Null
                ? member
                : null;
        }
        catch (InvalidOperationException)
        {
            // A name on the way to this one is half a surrogate pair: valid grammar, but no text.
            return null;
        }
    }

    /// <summary>A string's content or a number's own digits.</summary>
    /// <returns>
    /// <see langword="null"/> if absent, null, empty, the word "null" or of another kind.
    /// </returns>
    public static string? Text(JsonElement json, string name)
    {
        var text = Member(json, name) switch
        {
            { ValueKind: JsonValueKind.String } member => StringOf(member),
            { ValueKind: JsonValueKind.Number } member => member.GetRawText(),
            _ => null,
        };
        return text is "" or "null" ? null : text;
    }

    /// <summary>An identifier as text, whatever type it came as.</summary>
    public static string? Id(JsonElement json, string name) =>
        Text(json, name) is { } text && IsId(text) ? text : null;

    /// <summary>
    /// Letters, digits and <c>-_.:</c>, beginning with a letter or digit: nothing that would mean
    /// something else inside an address.
    /// </summary>
    public static bool IsId(string text) =>
        text.Length is > 0 and <= IdLengthMax
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':');

    /// <summary>A partner's error code, safe to log.</summary>
    public static string? Code(JsonElement json, string name) =>
        Text(json, name) is { Length: <= CodeLengthMax } text
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? text
            : null;

    /// <summary>An amount's digits as written, exponent included.</summary>
    /// <param name="digits"><see langword="null"/> if the member is absent or null.</param>
    /// <returns>
    /// <see langword="false"/> if something is there that is no amount of zero or more.
    /// </returns>
    public static bool TryDigits(JsonElement json, string name, out string? digits)
    {
        digits = Text(json, name);
        if (digits is null)
        {
            return Member(json, name) is null or { ValueKind: JsonValueKind.String };
        }

        return HasShortExponent(digits)
            && DecimalText.TryToAtomicRoundedDown(digits, decimals: 18, out var atomic)
            && atomic.Sign >= 0;
    }

    /// <summary>
    /// An amount's digits, or <see langword="null"/> if there is none to be read.
    /// </summary>
    public static string? Digits(JsonElement json, string name) =>
        TryDigits(json, name, out var digits) ? digits : null;

    // No amount needs more than two digits and a sign here; thousands of zeros are an attack.
    private static bool HasShortExponent(string digits)
    {
        var mark = digits.IndexOfAny(['e', 'E']);
        return mark < 0 || digits.Length - mark <= ExponentLengthMax;
    }

    private static string? StringOf(JsonElement member)
    {
        try
        {
            return member.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are no UTF-8.
            return null;
        }
    }
}
