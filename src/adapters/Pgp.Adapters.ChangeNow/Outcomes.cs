using Pgp.Contracts.Money;

namespace Pgp.Adapters.ChangeNow;

/// <summary>What the exchange would give now; advisory, because the rate floats.</summary>
public abstract record EstimateOutcome
{
    private EstimateOutcome() { }

    /// <param name="Net">What arrives after all fees, rounded down.</param>
    /// <param name="Warning">The vendor's words for people, if any.</param>
    public sealed record Offered(CoinAmount Net, string? Warning) : EstimateOutcome;

    /// <param name="Min">The smallest amount accepted now, if the vendor says it.</param>
    public sealed record TooSmall(CoinAmount? Min) : EstimateOutcome;

    /// <summary>
    /// Switched off, or the amount is far too small: the vendor says the same for both, so compare
    /// with <see cref="ChangeNowClient.MinAmountAsync"/> before alarming anyone.
    /// </summary>
    public sealed record PairInactive : EstimateOutcome;

    public sealed record Rejected(string Code) : EstimateOutcome;

    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter) : EstimateOutcome;
}

/// <summary>The smallest amount a pair accepts at this moment.</summary>
public abstract record MinAmountOutcome
{
    private MinAmountOutcome() { }

    public sealed record Known(CoinAmount Min) : MinAmountOutcome;

    public sealed record PairInactive : MinAmountOutcome;

    public sealed record Rejected(string Code) : MinAmountOutcome;

    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter) : MinAmountOutcome;
}

/// <summary>What came of opening an order. There is no idempotency key (spec 70, 2.4).</summary>
public abstract record CreateOrderOutcome
{
    private CreateOrderOutcome() { }

    public sealed record Created(SwapOrder Order) : CreateOrderOutcome;

    /// <summary>No order exists and the same request will be refused again.</summary>
    public sealed record Rejected(string Code) : CreateOrderOutcome;

    /// <summary>No order exists; asking later may work.</summary>
    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter) : CreateOrderOutcome;

    /// <summary>
    /// An order may exist. Harmless while nobody pays into it: never fund an order whose id and
    /// deposit address were not recorded.
    /// </summary>
    /// <param name="OrderId">The order's id, if at least that could be read.</param>
    public sealed record UnknownOutcome(string Reason, string? OrderId) : CreateOrderOutcome;
}

/// <summary>What came of reading an order.</summary>
public abstract record OrderOutcome
{
    private OrderOutcome() { }

    public sealed record Found(OrderStatus Order) : OrderOutcome;

    public sealed record NotFound : OrderOutcome;

    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter) : OrderOutcome;
}
