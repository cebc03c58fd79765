using Pgp.Channels.Wallets;
using Pgp.Contracts.Money;

namespace Pgp.Channels;

/// <summary>
/// Checks where the owner wants to be paid, by the rules of the network: coins sent to a wrong
/// address are lost. Codes of errors are those of <see cref="WalletCodes"/>.
/// </summary>
/// <param name="errors">Takes what is wrong; what was typed is never repeated there.</param>
public sealed class WalletCheck(List<FieldError> errors)
{
    private const string CoinField = "payout_coin";
    private const string AddressField = "payout_address";
    private const string MemoField = "payout_extra_id";

    /// <returns>The wallet as it is stored; of no use where there were errors.</returns>
    public Wallet Run(string? coinText, string? address, string? extraId)
    {
        var coin = ReadCoin(coinText);
        var network = PayoutPairs.NetworkOf(coin);
        return new Wallet(
            coin,
            ReadAddress(network, address?.Trim() ?? ""),
            ReadMemo(network, extraId?.Trim() ?? "")
        );
    }

    private Coin ReadCoin(string? text)
    {
        var parts = (text ?? "").Split('@');
        if (parts.Length != 2 || !Coin.TryOf(parts[0], parts[1], out var coin))
        {
            Add(
                CoinField,
                WalletCodes.Malformed,
                "A coin is written ticker@network in lower case."
            );
            return Coin.Usd;
        }

        if (PayoutPairs.NetworkOf(coin) is null)
        {
            Add(
                CoinField,
                WalletCodes.UnknownPair,
                "Nobody can be paid in this coin on this network."
            );
        }

        return coin;
    }

    private string ReadAddress(PayoutNetwork? network, string text)
    {
        if (SecretGuard.LooksLikeSecret(text))
        {
            AddSecret(AddressField);
            return "";
        }

        if (network is null)
        {
            // Whose address it should be is not known; only that there should be one.
            if (text.Length == 0)
            {
                Add(AddressField, WalletCodes.Malformed, "The address is needed.");
            }

            return "";
        }

        var verdict = network.Read(text);
        if (verdict is AddressVerdict.Good(var address))
        {
            return address;
        }

        var (code, message) = Explain(network, verdict, AddressGuess.Of(text));
        Add(AddressField, code, message);
        return "";
    }

    private static (string Code, string Message) Explain(
        PayoutNetwork network,
        AddressVerdict verdict,
        AddressGuess guess
    ) =>
        verdict switch
        {
            AddressVerdict.Refused(var code, var message)
                when code != WalletCodes.BadChecksum || !guess.IsProven => (code, message),
            _ when guess.Networks.Count > 0 => (
                WalletCodes.WrongNetwork,
                $"This looks like an address of {NamesOf(guess)}, not of {network.Name}."
            ),
            _ => (WalletCodes.Malformed, $"This is no address of {network.Name}."),
        };

    private string? ReadMemo(PayoutNetwork? network, string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (SecretGuard.LooksLikeSecret(text))
        {
            AddSecret(MemoField);
            return null;
        }

        if (network is null)
        {
            return null;
        }

        if (network.Memo is not { } rule)
        {
            Add(
                MemoField,
                WalletCodes.MemoNotExpected,
                $"An address of {network.Name} has no memo or tag."
            );
            return null;
        }

        var memo = rule.Read(text);
        if (memo is null)
        {
            Add(MemoField, WalletCodes.MemoMalformed, rule.Message);
        }

        return memo;
    }

    private static string NamesOf(AddressGuess guess) =>
        string.Join(", ", guess.Networks.Select(network => network.Name));

    private void AddSecret(string field) =>
        Add(
            field,
            WalletCodes.LooksLikeSecret,
            "This looks like a private key or seed. Never show it to anybody; move your coins."
        );

    private void Add(string field, string code, string message) =>
        errors.Add(new FieldError(field, code, message));
}
