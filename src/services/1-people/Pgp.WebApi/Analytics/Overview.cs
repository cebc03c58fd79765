using System.Globalization;
using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.WebApi.Payments;

namespace Pgp.WebApi.Analytics;

/// <summary>Puts the figures of an owner together, all from one look at the database.</summary>
internal static class Overview
{
    /// <summary>
    /// Of <c>docs/analytics.md</c>; it counts up when a figure comes to mean something else.
    /// </summary>
    public const string DefinitionsVersion = "1";

    private const int LastPayments = 5;

    private static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    public static async Task<OverviewView> DrawAsync(
        Unit unit,
        OverviewScope scope,
        DaySpan days,
        CancellationToken ct
    )
    {
        var now = unit.Now;
        var months = days.MonthsBegun(now).ToList();
        var since = months.Append(now - Retention.Span).Min();
        var earnings = await OverviewQueries.EarningsAsync(unit, scope, days.Period, ct);
        var members = await OverviewQueries.MembersAsync(unit, scope, now + Soon, ct);
        var lives = await OverviewQueries.LivesAsync(unit, scope, since, ct);
        var funnel = await OverviewQueries.FunnelAsync(unit, scope, days.Period, ct);
        var tiers = await OverviewQueries.TiersAsync(unit, scope, ct);
        var revenue = await OverviewQueries.TierRevenueAsync(unit, scope, days.Period, ct);
        var filter = PaymentFilter.All with { Channel = scope.Channel };
        var last = await PaymentPageQueries.PageAsync(
            unit,
            scope.Owner,
            filter,
            before: null,
            LastPayments,
            ct
        );
        var recurring = lives.Aggregate(Amount<Usd>.Zero, (sum, life) => sum + life.RateAt(now));
        var retention = Retention.At(lives, now);
        return new OverviewView(
            DefinitionsVersion,
            Daily(days, earnings),
            Totals(earnings),
            new RecurringView(recurring.ToDecimalText(), Movements(lives, months, now)),
            Counts(members, retention),
            new ChurnView(
                retention.MonthlyChurnPercent?.ToString("0.##", CultureInfo.InvariantCulture)
            ),
            retention.LifetimeValue(recurring)?.ToDecimalText(),
            Steps(funnel),
            PerTier(tiers, members, revenue),
            await PaymentQueries.ViewsAsync(unit, scope.Owner, last, ct)
        );
    }

    // Every day has its line, so that a chart has no holes.
    private static List<EarningsDay> Daily(DaySpan days, IReadOnlyList<DaySum> earnings)
    {
        var known = earnings.ToDictionary(sum => sum.Day, StringComparer.Ordinal);
        var none = new DaySum("", 0, Amount<Usd>.Zero, Amount<Usd>.Zero, Amount<Usd>.Zero);
        return
        [
            .. days.Days.Select(day =>
            {
                var sum = known.GetValueOrDefault(day, none);
                return new EarningsDay(
                    day,
                    sum.Gross.ToDecimalText(),
                    sum.Fee.ToDecimalText(),
                    (sum.Gross - sum.Fee).ToDecimalText(),
                    sum.Donations.ToDecimalText(),
                    sum.Payments
                );
            }),
        ];
    }

    private static EarningsTotals Totals(IReadOnlyList<DaySum> earnings)
    {
        var (gross, fee) = (Sum(earnings, day => day.Gross), Sum(earnings, day => day.Fee));
        return new EarningsTotals(
            gross.ToDecimalText(),
            fee.ToDecimalText(),
            (gross - fee).ToDecimalText(),
            Sum(earnings, day => day.Donations).ToDecimalText(),
            earnings.Sum(day => day.Payments)
        );
    }

    private static Amount<Usd> Sum<T>(IEnumerable<T> rows, Func<T, Amount<Usd>> amount) =>
        rows.Aggregate(Amount<Usd>.Zero, (sum, row) => sum + amount(row));

    private static List<MovementView> Movements(
        IReadOnlyList<PayingLife> lives,
        List<DateTimeOffset> months,
        DateTimeOffset now
    ) =>
        [
            .. months.Select(from =>
            {
                var next = from.AddMonths(1);
                return MovementView.Of(
                    from.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                    Movement.Between(lives, from, next < now ? next : now)
                );
            }),
        ];

    private static SubscriberCounts Counts(
        IReadOnlyList<MemberCount> members,
        Retention retention
    ) =>
        new(
            Count(members, "active"),
            Count(members, "trial"),
            Count(members, "grace"),
            members.Sum(line => line.Expiring),
            retention.New,
            retention.Churned
        );

    private static long Count(IReadOnlyList<MemberCount> members, string state) =>
        members.Where(line => line.State == state).Sum(line => line.Count);

    private static FunnelStep[] Steps(FunnelCounts funnel) =>
        [
            new("ordered", funnel.Ordered),
            new("invoiced", funnel.Invoiced),
            new("paid", funnel.Paid),
            new("joined", funnel.Joined),
        ];

    private static List<TierLine> PerTier(
        IReadOnlyList<TierPrice> tiers,
        IReadOnlyList<MemberCount> members,
        IReadOnlyList<TierRevenue> revenue
    )
    {
        var active = members.Where(line => line is { State: "active", Tier: not null }).ToList();
        var known = tiers
            .Select(tier => (tier.Channel, tier.No))
            .Union(active.Select(line => (line.Channel, No: line.Tier!.Value)))
            .Union(revenue.Select(line => (line.Channel, line.No)));
        return
        [
            .. from tier in known
            orderby tier.Channel.Value, tier.No
            select new TierLine(
                tier.Channel.ToString(),
                tier.No,
                tiers.SingleOrDefault(one => (one.Channel, one.No) == tier)?.Price.ToDecimalText(),
                active
                    .Where(line => (line.Channel, line.Tier!.Value) == tier)
                    .Sum(line => line.Count),
                Sum(revenue.Where(line => (line.Channel, line.No) == tier), line => line.Revenue)
                    .ToDecimalText()
            ),
        ];
    }
}
