namespace Pgp.Host.Chaos.Traffic;

/// <summary>How a buyer pays.</summary>
internal enum Manner
{
    Exactly,

    /// <summary>More than was asked.</summary>
    TooMuch,

    /// <summary>A part, and the rest when the provider says that it is missing.</summary>
    InTwoParts,

    /// <summary>A part, and never more.</summary>
    TooLittle,

    NotAtAll,

    /// <summary>Chooses a coin, and the payment expires.</summary>
    TooLate,

    /// <summary>The same invoice twice, in two coins at once.</summary>
    Twice,

    /// <summary>Once more to the address of a payment that is through.</summary>
    AgainLater,
}

/// <summary>How the owner of a channel is paid.</summary>
internal enum Route
{
    /// <summary>At once, by an exchange into his coin.</summary>
    Swap,

    /// <summary>At once, in the coin that the wallet holds.</summary>
    Direct,

    /// <summary>When a threshold is reached.</summary>
    Threshold,
}

/// <summary>A channel as it is drawn.</summary>
/// <param name="Threshold">Dollars; null for an owner who is paid at once.</param>
internal sealed record Stall(Route Route, string Coin, string Address, string? Threshold);

/// <summary>What one person is going to do.</summary>
/// <param name="Stall">Number of the channel in the plan.</param>
/// <param name="Tier">1 to 3; null for a donation.</param>
/// <param name="Amount">Which of the offered donations.</param>
/// <param name="Share">What is paid at first, as a part of what is asked.</param>
/// <param name="After">When, since the traffic began.</param>
internal sealed record Purchase(
    long Person,
    int Stall,
    int? Tier,
    int Amount,
    string Coin,
    string OtherCoin,
    Manner Manner,
    string Share,
    TimeSpan After
)
{
    /// <summary>Whether the order is to be settled, once.</summary>
    public bool IsToBeSettled =>
        Manner is not (Manner.TooLittle or Manner.NotAtAll or Manner.TooLate);
}

/// <summary>What a buyer did in the end.</summary>
/// <param name="GotBill">Whether the bot ever sent an invoice.</param>
/// <param name="Payments">The provider's ids of what was paid.</param>
internal sealed record Bought(Purchase Purchase, bool GotBill, IReadOnlyList<string> Payments);
