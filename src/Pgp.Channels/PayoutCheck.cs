using Pgp.Adapters.Ethereum;
using Pgp.Contracts.Money;

namespace Pgp.Channels;

/// <summary>
/// Checks where the owner wants to be paid: coins sent to a wrong address are lost.
/// </summary>
/// <param name="errors">Takes what is wrong.</param>
/// <param name="payoutMax">The most that one payout may be; null: no limit.</param>
public sealed class PayoutCheck(List<FieldError> errors, Amount<Usd>? payoutMax)
{
    public const string InstantStrategy = "instant";
    public const string ThresholdStrategy = "threshold";
    private const int AddressLengthMin = 10;
    private const int AddressLengthMax = 120;
    private const int ExtraIdLengthMax = 64;

    // Below it, a payout costs more than it brings (spec 40, Q6).
    private const string ThresholdMin = "20";
    private const string ThresholdMax = "1000000";

    public PayoutTarget Run(ChannelRequest request)
    {
        var strategy = ReadStrategy(request.PayoutStrategy);
        return new PayoutTarget(
            strategy,
            ReadThreshold(strategy, request.PayoutThresholdUsd),
            RunWallet(request.PayoutCoin, request.PayoutAddress, request.PayoutExtraId)
        );
    }

    /// <summary>Where to alone, for who changes nothing else.</summary>
    public Wallet RunWallet(string? coinText, string? address, string? extraId)
    {
        var coin = ReadCoin(coinText);
        return new Wallet(coin, ReadAddress(coin, address?.Trim() ?? ""), ReadExtraId(extraId));
    }

    private string ReadStrategy(string? strategy)
    {
        if (strategy is not (InstantStrategy or ThresholdStrategy))
        {
            Add(
                "payout_strategy",
                "unknown_strategy",
                $"The payout strategy is '{InstantStrategy}' or '{ThresholdStrategy}'."
            );
        }

        return strategy ?? "";
    }

    /// <summary>From which balance on is paid, alone.</summary>
    public Amount<Usd>? ReadThreshold(string strategy, string? text)
    {
        if (strategy == InstantStrategy)
        {
            if (text is not null)
            {
                Add("payout_threshold_usd", "not_expected", "Only 'threshold' has one.");
            }

            return null;
        }

        // Of a strategy that is none, nothing else can be said.
        if (strategy != ThresholdStrategy)
        {
            return null;
        }

        if (
            Amount<Usd>.TryParse(text, out var threshold)
            && threshold >= Amount<Usd>.Parse(ThresholdMin)
            && threshold <= Amount<Usd>.Parse(ThresholdMax)
        )
        {
            if (threshold > payoutMax)
            {
                Add(
                    "payout_threshold_usd",
                    "above_limit",
                    $"It could never be paid: one payout can be at most {payoutMax}."
                );
            }

            return threshold;
        }

        Add(
            "payout_threshold_usd",
            "out_of_range",
            $"A threshold is text like '100', from {ThresholdMin} to {ThresholdMax} dollars."
        );
        return null;
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
