using Pgp.Contracts.Money;

namespace Pgp.WebApi.Analytics;

/// <summary>
/// How recurring revenue moved between two moments: what each subscriber pays at the first against
/// what he pays at the second. All of it adds up: opening and movements are the closing, exactly.
/// </summary>
/// <param name="New">Of those who had never paid before.</param>
/// <param name="Expansion">More than before.</param>
/// <param name="Contraction">Less than before; never positive.</param>
/// <param name="Churn">Of those who no longer pay; never positive.</param>
/// <param name="Reactivation">Of those who had paid once and did not at the first moment.</param>
internal sealed record Movement(
    Amount<Usd> Opening,
    Amount<Usd> New,
    Amount<Usd> Expansion,
    Amount<Usd> Contraction,
    Amount<Usd> Churn,
    Amount<Usd> Reactivation,
    Amount<Usd> Closing
)
{
    private static readonly Movement None = new(
        Amount<Usd>.Zero,
        Amount<Usd>.Zero,
        Amount<Usd>.Zero,
        Amount<Usd>.Zero,
        Amount<Usd>.Zero,
        Amount<Usd>.Zero,
        Amount<Usd>.Zero
    );

    public static Movement Between(
        IEnumerable<PayingLife> lives,
        DateTimeOffset from,
        DateTimeOffset until
    ) => lives.Aggregate(None, (sum, life) => sum.With(life, from, until));

    private Movement With(PayingLife life, DateTimeOffset from, DateTimeOffset until)
    {
        var (before, after) = (life.RateAt(from), life.RateAt(until));
        var change = after - before;
        var sum = this with { Opening = Opening + before, Closing = Closing + after };
        return (before.Atomic > 0, after.Atomic > 0) switch
        {
            (false, false) => sum,
            (false, true) when life.HasPaidBy(from) => sum with
            {
                Reactivation = Reactivation + change,
            },
            (false, true) => sum with { New = New + change },
            (true, false) => sum with { Churn = Churn + change },
            _ when change.Atomic > 0 => sum with { Expansion = Expansion + change },
            _ => sum with { Contraction = Contraction + change },
        };
    }
}
