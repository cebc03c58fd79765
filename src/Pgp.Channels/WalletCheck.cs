using Pgp.Adapters.Ethereum;
using Pgp.Contracts.Money;

namespace Pgp.Channels;

/// <summary>
/// Checks where the owner wants to be paid: coins sent to a wrong address are lost.
/// </summary>
/// <param name="errors">Takes what is wrong.</param>
public sealed class WalletCheck(List<FieldError> errors)
{
    private const int AddressLengthMin = 10;
    private const int AddressLengthMax = 120;
    private const int ExtraIdLengthMax = 64;

    public Wallet Run(string? coinText, string? address, string? extraId)
    {
        var coin = ReadCoin(coinText);
        return new Wallet(coin, ReadAddress(coin, address?.Trim() ?? ""), ReadExtraId(extraId));
    }

    private Coin ReadCoin(string? text)
    {
        var parts = (text ?? "").Split('@');
        if (
            parts.Length == 2
            && Coin.TryOf(parts[0], parts[1], out var coin)
            && coin.Network != Coin.Usd.Network
        )
        {
            return coin;
        }

        Add("payout_coin", "malformed", "A coin is written ticker@network in lower case.");
        return Coin.Usd;
    }

    private string ReadAddress(Coin coin, string text)
    {
        if (coin.Network == Coin.Eth.Network)
        {
            return ReadEthereumAddress(text);
        }

        // Networks we have no rules for yet; the exchange checks the address again at the swap.
        var isPlausible =
            text.Length is >= AddressLengthMin and <= AddressLengthMax
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '.' or '-' or '_');
        if (!isPlausible)
        {
            Add("payout_address", "malformed", "This is no address of any network.");
        }

        return text;
    }

    private string ReadEthereumAddress(string text)
    {
        if (!EthAddress.TryParse(text, out var address))
        {
            Add("payout_address", "malformed", "No Ethereum address, or its checksum is wrong.");
        }
        else if (address == default)
        {
            Add("payout_address", "zero_address", "Coins sent to the zero address are lost.");
        }

        return address.ToString();
    }

    private string? ReadExtraId(string? text)
    {
        var isPlausible =
            text is null
            || (text.Length is > 0 and <= ExtraIdLengthMax && text.All(c => c is > ' ' and <= '~'));
        if (!isPlausible)
        {
            Add("payout_extra_id", "malformed", "A memo or tag has 1 to 64 printable characters.");
        }

        return text;
    }

    private void Add(string field, string code, string message) =>
        errors.Add(new FieldError(field, code, message));
}
