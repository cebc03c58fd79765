using Pgp.Contracts.Money;

namespace Pgp.Contracts.Policies;

/// <summary>Whether an amount may go on.</summary>
/// <param name="Blocking">
/// The limit that says no, the one that lasts longest first: a single amount that is too large is
/// so tomorrow, too. Null when it may go on.
/// </param>
/// <param name="Alerts">Limits that want somebody to know of it.</param>
public sealed record LimitVerdict(Limit? Blocking, IReadOnlyList<Limit> Alerts)
{
    /// <summary>Judges an amount. Pure: no clock, no database.</summary>
    /// <param name="limits">Those in force for this scope.</param>
    /// <param name="amount">What wants to move now.</param>
    /// <param name="before">What moved already; without this amount.</param>
    public static LimitVerdict Of(IReadOnlyList<Limit> limits, Amount<Usd> amount, Movement before)
    {
        var exceeded = limits
            .Where(limit => amount + Before(before, limit.Span) > limit.Amount)
            .OrderBy(limit =>
                limit.Span switch
                {
                    LimitSpan.Transaction => 0,
                    LimitSpan.ThirtyDays => 1,
                    _ => 2,
                }
            )
            .ToLookup(limit => limit.Action);
        return new LimitVerdict(
            exceeded[LimitAction.Block].FirstOrDefault(),
            [.. exceeded[LimitAction.Alert]]
        );
    }

    /// <summary>
    /// The most that may move at once if nothing moved before; null when nothing blocks.
    /// </summary>
    public static Amount<Usd>? MostAtOnce(IReadOnlyList<Limit> limits) =>
        limits
            .Where(limit => limit.Action == LimitAction.Block)
            .Select(limit => (Amount<Usd>?)limit.Amount)
            .Min();

    private static Amount<Usd> Before(Movement before, LimitSpan span) =>
        span switch
        {
            LimitSpan.Transaction => Amount<Usd>.Zero,
            LimitSpan.Day => before.Day,
            LimitSpan.ThirtyDays => before.ThirtyDays,
            _ => throw new InvalidOperationException($"unknown span: {span}"),
        };
}
