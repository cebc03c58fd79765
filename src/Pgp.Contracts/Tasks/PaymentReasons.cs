namespace Pgp.Contracts.Tasks;

/// <summary>
/// Why a payment is not simply paid: stored with it, logged, and told to the buyer in other words.
/// </summary>
public static class PaymentReasons
{
    /// <summary>The provider names no order, or one that is not ours.</summary>
    public const string OrderUnknown = "order_unknown";

    /// <summary>A further deposit to an address that was used before.</summary>
    public const string RepeatedDeposit = "repeated_deposit";

    /// <summary>Another payment has settled the order.</summary>
    public const string OrderAlreadyPaid = "order_already_paid";

    /// <summary>The provider asked for another price than the order's.</summary>
    public const string PriceDiffers = "price_differs";

    /// <summary>Another coin came than the one that was asked for.</summary>
    public const string WrongAsset = "wrong_asset";

    /// <summary>The provider does not say how much was asked for, or how much came.</summary>
    public const string AmountMissing = "amount_missing";

    /// <summary>What reached us is no coin of our wallet, or nothing at all.</summary>
    public const string OutcomeNotHeld = "outcome_not_held";

    /// <summary>
    /// What reached us is worth less than any fee explains, or more than can be real.
    /// </summary>
    public const string ValueOutOfBounds = "value_out_of_bounds";

    /// <summary>The fee is all that arrived.</summary>
    public const string NothingLeftAfterFee = "nothing_left_after_fee";

    /// <summary>
    /// It came after the invoice's end, and prices have moved: a new price must be agreed.
    /// </summary>
    public const string LatePriceMoved = "late_price_moved";

    /// <summary>A part came and the rest never did: the part is the buyer's credit.</summary>
    public const string RestMissing = "rest_missing";

    /// <summary>The provider gave up a payment that money had come for.</summary>
    public const string FailedWithMoney = "failed_with_money";

    /// <summary>Less than asked for arrived; the payment waits for the rest.</summary>
    public const string Underpaid = "underpaid";

    /// <summary>Paid, with more than was asked for; the surplus is shared like the rest.</summary>
    public const string Overpaid = "overpaid";

    /// <summary>Paid after the invoice's end, at a value that is still good.</summary>
    public const string Late = "late";

    /// <summary>
    /// Sent back by the provider after access and payout: our wallet and books are as before.
    /// </summary>
    public const string RefundedAfterPaid = "refunded_after_paid";

    /// <summary>The reasons for which a person has to decide.</summary>
    public static IReadOnlyList<string> ForHolding { get; } =
    [
        OrderUnknown,
        RepeatedDeposit,
        OrderAlreadyPaid,
        PriceDiffers,
        WrongAsset,
        AmountMissing,
        OutcomeNotHeld,
        ValueOutOfBounds,
        NothingLeftAfterFee,
        LatePriceMoved,
        RestMissing,
        FailedWithMoney,
    ];
}
