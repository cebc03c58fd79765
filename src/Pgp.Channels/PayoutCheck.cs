using Pgp.Contracts.Money;

namespace Pgp.Channels;

/// <summary>Checks when the owner is paid and where to.</summary>
/// <param name="errors">Takes what is wrong.</param>
/// <param name="limits">Those in force.</param>
public sealed class PayoutCheck(List<FieldError> errors, ChannelLimits limits)
{
    public const string InstantStrategy = "instant";
    public const string ThresholdStrategy = "threshold";

    // Below it, a payout costs more than it brings (spec 40, Q6).
    private const string ThresholdMin = "20";
    private const string ThresholdMax = "1000000";

    public PayoutTarget Run(ChannelRequest request)
    {
        var strategy = ReadStrategy(request.PayoutStrategy);
        return new PayoutTarget(
            strategy,
            ReadThreshold(strategy, request.PayoutThresholdUsd),
            new WalletCheck(errors).Run(
                request.PayoutCoin,
                request.PayoutAddress,
                request.PayoutExtraId
            )
        );
    }

    /// <summary>Of the two words, alone.</summary>
    public string ReadStrategy(string? strategy)
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
            if (threshold > limits.PayoutMax)
            {
                Add(
                    "payout_threshold_usd",
                    "above_limit",
                    $"It could never be paid: one payout can be at most {limits.PayoutMax}."
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

    private void Add(string field, string code, string message) =>
        errors.Add(new FieldError(field, code, message));
}
