using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Notifications.Owners;

/// <summary>What a piece of news is about, as the books have it.</summary>
internal abstract record OwnerFacts
{
    private OwnerFacts() { }

    /// <summary>Access was bought.</summary>
    /// <param name="Change">The subscription log's word; null for a gift.</param>
    public sealed record Sale(
        TelegramUserId Buyer,
        int Tier,
        int Days,
        Amount<Usd> Price,
        CoinAmount Net,
        string? Change
    ) : OwnerFacts;

    /// <param name="Donor">Null for somebody who wants to stay unnamed.</param>
    /// <param name="Message">Foreign text; null if there is none.</param>
    public sealed record Donation(
        TelegramUserId? Donor,
        Amount<Usd> Price,
        CoinAmount Net,
        string? Message
    ) : OwnerFacts;

    /// <param name="Amount">What was paid; before that, what is to be paid out.</param>
    /// <param name="Hash">Null while there is none.</param>
    public sealed record Payout(CoinAmount Amount, string? Hash) : OwnerFacts;

    /// <summary>What is being paid out, and at how much the owner wanted it.</summary>
    public sealed record Batch(CoinAmount Amount, Amount<Usd> Threshold) : OwnerFacts;

    public sealed record Member(TelegramUserId User, DateTimeOffset PaidUntil) : OwnerFacts;

    /// <summary>Which standing post, and why; words of broadcast.</summary>
    public sealed record Post(string Place, string Cause) : OwnerFacts;

    /// <summary>Nothing that could be read.</summary>
    public sealed record None : OwnerFacts;
}
