using Pgp.Adapters.Ethereum;

namespace Pgp.Channels.Wallets.Addresses;

/// <summary>
/// Ethereum and the networks that took over its accounts. Which of them is meant cannot be seen: a
/// person has the same address on all.
/// </summary>
internal static class EvmAddress
{
    private const int TextLength = 42;
    private const int PrefixLength = 2;

    public static AddressVerdict Read(string text)
    {
        var hasShape =
            text.Length == TextLength
            && text.StartsWith("0x", StringComparison.Ordinal)
            && text.Skip(PrefixLength).All(char.IsAsciiHexDigit);
        if (!hasShape)
        {
            return AddressVerdict.NotOurs;
        }

        if (!EthAddress.TryParse(text, out var address))
        {
            return AddressVerdict.Mistyped;
        }

        return address == default
            ? AddressVerdict.Zero
            : new AddressVerdict.Good(address.ToString());
    }
}
