using System.Security.Cryptography;
using System.Text;
using Pgp.Common.Settings;

namespace Pgp.Common.Tokens;

/// <summary>A key and its public name.</summary>
public sealed record SigningKey(string KeyId, Secret Material)
{
    /// <summary>
    /// The name is derived, so that both sides agree on it without configuration.
    /// </summary>
    public static SigningKey Of(Secret material) =>
        new(
            Convert.ToHexStringLower(
                SHA256.HashData(Encoding.UTF8.GetBytes("pgp-key-id:" + material.Reveal()))
            )[..16],
            material
        );
}

/// <summary>
/// The keys of one trust boundary: one that signs, and one more that is still accepted while a
/// rotation is under way.
/// </summary>
public sealed record KeyRing(SigningKey Current, SigningKey? Previous)
{
    // HMAC-SHA256 wants a key of at least its output's size (RFC 7518, 3.2).
    private const int KeyLengthMin = 32;

    public IEnumerable<SigningKey> Accepted => Previous is null ? [Current] : [Current, Previous];

    /// <summary>Reads <paramref name="name"/> and, optionally, <c>name_PREVIOUS</c>.</summary>
    public static KeyRing Read(SettingsReader settings, string name)
    {
        var current = settings.Secret(name);
        CheckLength(settings, name, current.Reveal());
        var before = name + "_PREVIOUS";
        if (settings.Optional(before) is not { } previous)
        {
            return new KeyRing(SigningKey.Of(current), null);
        }

        CheckLength(settings, before, previous);
        return new KeyRing(SigningKey.Of(current), SigningKey.Of(new Secret(previous)));
    }

    // A missing key is reported as missing.
    private static void CheckLength(SettingsReader settings, string name, string key)
    {
        if (key.Length is > 0 and < KeyLengthMin)
        {
            settings.Report($"{name} is shorter than {KeyLengthMin} characters");
        }
    }
}
