namespace Pgp.Host.DemoData;

/// <summary>Something that a person does on one day.</summary>
/// <param name="Day">Counted from the first day of the story.</param>
internal abstract record Deed(int Day);

/// <summary>What somebody does who is no owner.</summary>
/// <param name="Person">Which one, counted from 0.</param>
/// <param name="Shop">At which channel, counted from 0.</param>
/// <param name="Coin">As the payment provider calls it.</param>
internal sealed record BuyerDeed(int Day, int Person, int Shop, string Coin, Wish Wish) : Deed(Day);

/// <summary>What is wanted of a channel.</summary>
internal abstract record Wish
{
    private Wish() { }

    /// <summary>The first days for nothing.</summary>
    internal sealed record Trial : Wish;

    /// <summary>Access; before its end, more of it, perhaps of another tier.</summary>
    internal sealed record Access(int Tier) : Wish;

    /// <summary>Access with a coupon.</summary>
    internal sealed record CheaperAccess(string Coupon) : Wish;

    /// <summary>Access for somebody else, who opens it at once.</summary>
    internal sealed record Gift(int To) : Wish;

    /// <summary>One of the amounts that the bot offers, counted from 0.</summary>
    internal sealed record Donation(int Choice) : Wish;

    /// <summary>Access, of which only this share is paid.</summary>
    internal sealed record Part(int Tier, string Share) : Wish;

    /// <summary>Access whose bill is never paid.</summary>
    internal sealed record Nothing(int Tier) : Wish;
}

/// <summary>What the owner does.</summary>
internal abstract record OwnerDeed(int Day) : Deed(Day)
{
    internal sealed record OfferCoupon(int Day, int Shop, string Code, int Percent)
        : OwnerDeed(Day);

    internal sealed record Announce(int Day, int Shop, string Text) : OwnerDeed(Day);

    /// <summary>From the next day on, money is to go elsewhere.</summary>
    internal sealed record MoveWallet(int Day, int Shop, string Address) : OwnerDeed(Day);
}
