using System.Globalization;
using Pgp.Contracts.Money;
using Pgp.Orchestrator.Subscriptions;
using Pgp.WebApi.Analytics;

namespace Pgp.UnitTests.WebApi.Analytics;

/// <summary>
/// What one person does, day by day of 2026; the log is written by the real machine.
/// </summary>
internal sealed class Script(string text = "", int graceDays = 3)
{
    private readonly List<LifeLine> log = [];
    private readonly Dictionary<PaymentId, Amount<Usd>> prices = [];
    private readonly List<PaymentId> payments = [];
    private readonly SubscriptionId id = new(Guid.NewGuid());

    public Subscription Subscription { get; private set; } = Subscription.None;

    /// <summary>In words, for whoever reads the approved file.</summary>
    public string Text => text;

    public PayingLife Life => PayingLife.Of(log);

    /// <summary>As it is read when nothing before that moment is asked for.</summary>
    public PayingLife LifeSince(DateTimeOffset moment)
    {
        var first = Math.Max(0, log.FindLastIndex(line => line.Opens && line.At <= moment));
        var left = log[first..];
        return first == 0
            ? PayingLife.Of(left)
            : PayingLife.Of([
                left[0] with
                {
                    HasPaidBefore = log[..first].Exists(line => line.Payment is not null),
                },
                .. left[1..],
            ]);
    }

    /// <summary>The price of what was bought last of what covers now; null for a trial.</summary>
    public Amount<Usd>? PriceOfLast =>
        Subscription.Run.Grants.FindLast(grant => grant.Payment is not null) is { } last
            ? prices[last.Payment!.Value]
            : null;

    public static DateTimeOffset Day(string day) =>
        DateTimeOffset.ParseExact(
            "2026-" + day,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal
        );

    public Script Tries(string day, int days) =>
        Happens(Day(day), new SubscriptionEvent.TrialStarted(days));

    public Script Buys(string day, string price, int days, int tier = 1) =>
        Buys(Day(day), Amount<Usd>.Parse(price), days, tier);

    public Script Buys(DateTimeOffset at, Amount<Usd> price, int days, int tier)
    {
        var payment = new PaymentId(Guid.NewGuid());
        payments.Add(payment);
        prices.Add(payment, price);
        return Happens(at, new SubscriptionEvent.Purchased(payment, days, tier));
    }

    /// <summary>The payment with this number is sent back.</summary>
    public Script GetsBack(string day, int payment) => GetsBack(Day(day), payment);

    public Script GetsBack(DateTimeOffset at, int payment) =>
        Happens(at, new SubscriptionEvent.Refunded(payments[payment]));

    public Script Happens(DateTimeOffset at, SubscriptionEvent happened)
    {
        var moment = new Moment(at, TimeSpan.FromDays(graceDays), IsPaymentConfirming: false);
        var step = SubscriptionMachine.Next(Subscription, happened, moment);
        Subscription = step.Subscription;
        log.AddRange(
            step.Entries.Where(entry =>
                    entry.Grant is not null || entry.Kind == EntryKinds.Refunded
                )
                .Select(entry => new LifeLine(
                    id,
                    at,
                    entry.Access == LogEntry.Opened,
                    entry.Payment,
                    entry.Grant?.Days,
                    entry.ValidFrom,
                    entry is { Grant: not null, Payment: { } paid } ? prices[paid] : null
                ))
        );
        return this;
    }
}
