namespace Pgp.Split1;

/// <summary>
/// States of a payout as far as SPLIT1 leads it, and the only moves between them. What follows a
/// hand-over is HOSTPAY1's to say.
/// </summary>
internal static class PayoutStates
{
    public const string Created = "created";
    public const string OrderRequested = "order_requested";
    public const string HandedOver = "handed_over";
    public const string FailedReview = "failed_review";

    public static IReadOnlyDictionary<string, string[]> Moves { get; } =
        new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            // The direct route needs no order.
            [Created] = [OrderRequested, HandedOver, FailedReview],
            [OrderRequested] = [HandedOver, FailedReview],
            [HandedOver] = [],
            [FailedReview] = [],
        };
}
