using Pgp.Contracts.Money;

namespace Pgp.Channels;

/// <summary>Checks the prices of a channel.</summary>
/// <param name="errors">Takes what is wrong.</param>
/// <param name="limits">Those in force.</param>
public sealed class TierCheck(List<FieldError> errors, ChannelLimits limits)
{
    private const int TiersMax = 3;
    private const int DaysMax = 999;
    private const int PriceDecimalsMax = 2;

    // Below it, the provider's fee eats what is sold (spec 30, 8, lesson 33).
    private const string PriceMin = "4.99";
    private const string PriceMax = "9999.99";

    public IReadOnlyList<TierDraft> Run(IReadOnlyList<TierRequest?>? tiers)
    {
        if (tiers is null or { Count: 0 or > TiersMax })
        {
            Add("tiers", "count", $"A channel has 1 to {TiersMax} tiers.");
            return [];
        }

        return [.. tiers.Select(Read)];
    }

    private TierDraft Read(TierRequest? tier, int index)
    {
        if (tier?.Days is not (>= 1 and <= DaysMax))
        {
            Add($"tiers[{index}].days", "out_of_range", $"A tier lasts 1 to {DaysMax} days.");
        }

        var price = ReadPrice(tier?.PriceUsd);
        if (price is null)
        {
            Add(
                $"tiers[{index}].price_usd",
                "not_a_price",
                $"A price is text like '9.99', from {PriceMin} to {PriceMax}."
            );
        }
        else if (price > limits.PriceMax)
        {
            Add(
                $"tiers[{index}].price_usd",
                "above_limit",
                $"Nobody could buy it: one payment can be at most {limits.PriceMax}."
            );
        }

        return new TierDraft(index + 1, price ?? default, tier?.Days ?? 0);
    }

    private static Amount<Usd>? ReadPrice(string? text)
    {
        var isPlain = text is not null && text.All(c => char.IsAsciiDigit(c) || c == '.');
        return
            isPlain
            && DecimalText.TryToAtomic(text, PriceDecimalsMax, out _)
            && Amount<Usd>.TryParse(text, out var price)
            && price >= Amount<Usd>.Parse(PriceMin)
            && price <= Amount<Usd>.Parse(PriceMax)
            ? price
            : null;
    }

    private void Add(string field, string code, string message) =>
        errors.Add(new FieldError(field, code, message));
}
