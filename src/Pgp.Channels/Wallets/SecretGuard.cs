using System.Text;
using Pgp.Channels.Wallets.Encodings;

namespace Pgp.Channels.Wallets;

/// <summary>
/// Tells private keys and seeds from addresses: people paste the wrong line of their wallet, and
/// whoever reads it can take everything. What looks like one goes into no row, log or answer.
/// </summary>
public static class SecretGuard
{
    // Seeds have 12 words or more; an address has one.
    private const int SeedWordsMin = 12;
    private const int KeyLength = 32;
    private const int KeyPairLength = 64;
    private const int StellarSeedLength = 56;
    private const int TextLengthMax = 200;

    // Keys that say what they are: extended keys (BIP-32 and its kin), keys of Cardano and Zcash.
    private static readonly string[] Beginnings =
    [
        "xprv",
        "yprv",
        "zprv",
        "Ltpv",
        "dgpv",
        "tprv",
        "ed25519_sk",
        "ed25519e_sk",
        "addr_sk",
        "addr_xsk",
        "acct_xsk",
        "root_xsk",
        "stake_sk",
        "stake_xsk",
        "secret-",
        "-----BEGIN",
    ];

    public static bool LooksLikeSecret(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        if (Words(trimmed) >= SeedWordsMin || IsListOfBytes(trimmed))
        {
            return true;
        }

        return trimmed.Length <= TextLengthMax
            && (
                Beginnings.Any(start => trimmed.StartsWith(start, StringComparison.Ordinal))
                || IsHexKey(trimmed)
                || IsStellarSeed(trimmed)
                || IsXrpSeed(trimmed)
                || IsBase58Key(trimmed)
            );
    }

    // Of any language, and however they are numbered or set apart.
    private static int Words(string text) =>
        text.Split(
                [' ', '\u3000', '\t', '\r', '\n', ',', ';', '.', ')', ':', '-', '|'],
                StringSplitOptions.RemoveEmptyEntries
            )
            .Count(word => word.EnumerateRunes().All(IsPartOfWord));

    private static bool IsPartOfWord(Rune rune) =>
        Rune.IsLetter(rune)
        || Rune.GetUnicodeCategory(rune)
            is System.Globalization.UnicodeCategory.NonSpacingMark
                or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    // How some wallets export a key pair: [12,255,…], 64 numbers.
    private static bool IsListOfBytes(string text) =>
        text.Trim('[', ']')
            .Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Count(number => byte.TryParse(number, out _)) >= KeyLength;

    private static bool IsHexKey(string text)
    {
        var hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        return hex.Length is 2 * KeyLength or 2 * KeyPairLength && hex.All(char.IsAsciiHexDigit);
    }

    private static bool IsStellarSeed(string text) =>
        text.Length == StellarSeedLength
        && text[0] == 'S'
        && FiveBits.Read(text, FiveBits.Rfc4648) is not null;

    private static bool IsXrpSeed(string text) =>
        text is ['s', ..]
        && text.Length is >= 28 and <= 31
        && Base58.Decode(text, Base58.Ripple) is not null;

    private static bool IsBase58Key(string text)
    {
        // By shape alone where shapes are known, so that a typing mistake does not hide a key.
        var isWif = text.Length is 51 or 52 && text[0] is '5' or '6' or 'K' or 'L' or 'Q' or 'T';
        var isEncrypted = text.Length == 58 && text.StartsWith("6P", StringComparison.Ordinal);
        return Base58.Decode(text, Base58.Bitcoin) is { } bytes
            && (isWif || isEncrypted || bytes.Length == KeyPairLength);
    }
}
