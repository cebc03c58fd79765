namespace Pgp.Testing.Subscriptions;

/// <summary>Something that one person did, in order of time.</summary>
public abstract record Fact(DateTimeOffset At)
{
    public sealed record Bought(DateTimeOffset At, int Payment, int Days, int Tier) : Fact(At);

    public sealed record TookTrial(DateTimeOffset At, int Days) : Fact(At);

    public sealed record SentBack(DateTimeOffset At, int Payment) : Fact(At);
}

/// <summary>
/// A payment that was on its way from one moment until before the other, whatever became of it.
/// </summary>
/// <param name="Payment">The number of the fact that it became, or of none if it failed.</param>
public sealed record OnItsWay(int Payment, DateTimeOffset From, DateTimeOffset Until);

/// <summary>All that happened between one person and one channel.</summary>
public sealed record History(
    TimeSpan Grace,
    IReadOnlyList<Fact> Facts,
    IReadOnlyList<OnItsWay> Payments
)
{
    public bool IsConfirming(DateTimeOffset at) =>
        Payments.Any(payment => payment.From <= at && at < payment.Until);
}

/// <summary>When the platform looks at its clock: always at whole steps.</summary>
public sealed record Looks(TimeSpan Every)
{
    public DateTimeOffset AtOrAfter(DateTimeOffset moment)
    {
        var steps = (moment.UtcTicks + Every.Ticks - 1) / Every.Ticks;
        return new DateTimeOffset(steps * Every.Ticks, TimeSpan.Zero);
    }

    public DateTimeOffset After(DateTimeOffset moment) => AtOrAfter(moment.AddTicks(1));
}
