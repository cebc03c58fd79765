using Pgp.Channels.Wallets.Encodings;

namespace Pgp.Channels.Wallets.Addresses;

/// <summary>
/// CashAddr, with or without <c>bitcoincash:</c>, and the older form, which looks like Bitcoin's.
/// </summary>
internal static class BitcoinCashAddress
{
    private const string Prefix = "bitcoincash";
    private const int HashLength = 20;
    private const byte KeyHash = 0;
    private const byte ScriptHash = 8;

    // What a text without a prefix begins with: the first five bits are of the kind.
    private const string FirstSigns = "qpzr";
    private const int SignsOfHash = 42;

    public static AddressVerdict Read(string text)
    {
        if (BitcoinAddress.Legacy.Read(text) is var legacy and not AddressVerdict.Foreign)
        {
            return legacy;
        }

        if (CashAddr.Read(text, Prefix) is not { } read)
        {
            return AddressVerdict.NotOurs;
        }

        if (read.Prefix is "bchtest" or "bchreg")
        {
            return AddressVerdict.OfTestNetwork;
        }

        if (read.Prefix != Prefix)
        {
            return AddressVerdict.NotOurs;
        }

        return read.IsIntact ? OfContent(text, read.Content) : OfBroken(text);
    }

    private static AddressVerdict OfContent(string text, byte[]? content)
    {
        if (content is not [KeyHash or ScriptHash, .. { Length: HashLength } hash])
        {
            return AddressVerdict.Unsupported(
                "Give an address of a key or script that begins with bitcoincash:q or :p."
            );
        }

        var lower = text.ToLowerInvariant();
        var stored = lower.Contains(':', StringComparison.Ordinal) ? lower : $"{Prefix}:{lower}";
        return hash.AsSpan().ContainsAnyExcept((byte)0)
            ? new AddressVerdict.Good(stored)
            : AddressVerdict.Zero;
    }

    private static AddressVerdict OfBroken(string text)
    {
        var hasPrefix = text.Contains(':', StringComparison.Ordinal);
        var first = char.ToLowerInvariant(text[0]);
        var isMeant =
            hasPrefix
            || (text.Length == SignsOfHash && FirstSigns.Contains(first, StringComparison.Ordinal));
        return isMeant ? AddressVerdict.Mistyped : AddressVerdict.NotOurs;
    }
}
