namespace Pgp.Contracts.Webhooks;

/// <summary>
/// The text form of a key that signs an endpoint's events, as Standard Webhooks has it:
/// <c>whsec_</c> and base64.
/// </summary>
public static class WebhookSecret
{
    /// <summary>The convention asks for 24 to 64.</summary>
    public const int Bytes = 32;

    private const string Prefix = "whsec_";

    public static string ToText(ReadOnlySpan<byte> key) => Prefix + Convert.ToBase64String(key);

    /// <exception cref="FormatException">Another prefix, or no base64.</exception>
    public static byte[] Parse(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal)
            ? Convert.FromBase64String(text[Prefix.Length..])
            : throw new FormatException($"a secret begins with {Prefix}");
}
