using Pgp.Contracts.Money;

namespace Pgp.Contracts.Policies;

/// <summary>Where a limit is asked for.</summary>
public enum LimitScope
{
    /// <summary>Before a buyer's order is placed; what adds up is one buyer's.</summary>
    Invoice,

    /// <summary>Before a payout is set aside; what adds up is one channel's.</summary>
    Payout,
}

/// <summary>What is added up before it is compared.</summary>
public enum LimitSpan
{
    /// <summary>This amount alone.</summary>
    Transaction,

    /// <summary>This amount and those of the last 24 hours.</summary>
    Day,

    /// <summary>This amount and those of the last 30 days.</summary>
    ThirtyDays,
}

/// <summary>What follows when a limit is exceeded.</summary>
public enum LimitAction
{
    Block,

    /// <summary>It goes on, and the log says so.</summary>
    Alert,
}

/// <summary>A limit as it is in force.</summary>
/// <param name="Type">Its name, for example <c>daily_per_user_max</c> (spec 40, 1.3.16).</param>
/// <param name="Amount">Exactly so much still passes.</param>
public sealed record Limit(
    string Type,
    LimitScope Scope,
    LimitSpan Span,
    Amount<Usd> Amount,
    LimitAction Action
);

/// <summary>What moved before, of one buyer or one channel.</summary>
/// <param name="Day">In the last 24 hours.</param>
/// <param name="ThirtyDays">In the last 30 days, the last one included.</param>
public sealed record Movement(Amount<Usd> Day, Amount<Usd> ThirtyDays)
{
    public static readonly TimeSpan DayLength = TimeSpan.FromHours(24);
    public static readonly TimeSpan ThirtyDaysLength = TimeSpan.FromDays(30);

    public static Movement None { get; } = new(Amount<Usd>.Zero, Amount<Usd>.Zero);
}
