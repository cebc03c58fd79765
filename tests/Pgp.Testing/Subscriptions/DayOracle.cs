using System.Globalization;

namespace Pgp.Testing.Subscriptions;

/// <summary>What must be true of a subscription at one moment.</summary>
/// <param name="PaidUntil">Null for who never had access.</param>
/// <param name="Log">Every entry as <c>kind due</c>, in order.</param>
public sealed record Truth(
    string State,
    DateTimeOffset? PaidUntil,
    int? Tier,
    IReadOnlyList<string> Log
);

/// <summary>
/// Says what must be true, slowly and without the machine's code: all facts are replayed for each
/// question, and access is a row of single days, each marked with the payment that it belongs to.
/// A refund takes the marked days out and the rest closes up.
/// </summary>
public sealed class DayOracle
{
    private const int OfTrial = 0;

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan WaitMax = TimeSpan.FromHours(24);

    private readonly List<int> days = [];
    private readonly List<string> log = [];
    private readonly History history;
    private readonly Looks looks;
    private DateTimeOffset start;
    private DateTimeOffset? waitedFor;
    private string? without = "none";
    private bool inGrace;

    private DayOracle(History history, Looks looks) =>
        (this.history, this.looks) = (history, looks);

    private DateTimeOffset End => start + (days.Count * Day);

    private bool IsPaid => days.Exists(day => day != OfTrial);

    private bool HasGrace => IsPaid && history.Grace > TimeSpan.Zero;

    private DateTimeOffset Over => HasGrace ? End + history.Grace : End;

    public static Truth At(History history, Looks looks, DateTimeOffset when)
    {
        var oracle = new DayOracle(history, looks);
        foreach (var fact in history.Facts.TakeWhile(fact => fact.At <= when))
        {
            oracle.LookUntil(fact.At);
            oracle.Add(fact);
        }

        oracle.LookUntil(when);
        return oracle.Tell(when);
    }

    private Truth Tell(DateTimeOffset when)
    {
        var state = (without, inGrace) switch
        {
            ({ } gone, _) => gone,
            (null, true) => "grace",
            (null, false) => IsPaid ? "active" : "trial",
        };
        var tier = history
            .Facts.OfType<Fact.Bought>()
            .SingleOrDefault(bought => days.Count > 0 && bought.Payment == days[^1])
            ?.Tier;
        var isNew = !history.Facts.Any(fact => fact.At <= when);
        return new Truth(state, isNew ? null : End, tier, log);
    }

    // What the clock alone does: at its looks, and while nobody waits for a payment.
    private void LookUntil(DateTimeOffset until)
    {
        if (without is null && HasGrace && looks.AtOrAfter(End) <= until)
        {
            BeginGrace();
        }

        for (
            var look = looks.AtOrAfter(Over);
            without is null && look <= until;
            look = looks.After(look)
        )
        {
            if (!history.IsConfirming(look) || look >= Over + WaitMax)
            {
                Expire();
            }
            else if (waitedFor != Over)
            {
                waitedFor = Over;
                Note("waited", Over);
            }
        }
    }

    private void Add(Fact fact)
    {
        // Whoever pays is let off being late, as long as nobody has looked.
        var at = fact.At;
        var isHeld = fact is Fact.Bought || history.IsConfirming(at);
        if (without is null && HasGrace && End <= at)
        {
            BeginGrace();
        }

        if (without is null && Over <= at && !(isHeld && at < Over + WaitMax))
        {
            Expire();
        }

        switch (fact)
        {
            case Fact.Bought bought:
                Give(at, bought.Payment, bought.Days);
                break;
            case Fact.TookTrial trial when without == "none":
                Give(at, OfTrial, trial.Days);
                break;
            case Fact.SentBack back:
                Take(at, back.Payment);
                break;
        }
    }

    private void Give(DateTimeOffset at, int owner, int count)
    {
        var isFirst = without == "none" || (without is null && !IsPaid);
        Note(
            owner == OfTrial ? "trial_started"
                : isFirst ? "purchased"
                : without is null ? "renewed"
                : "returned",
            at
        );
        if (without is not null)
        {
            days.Clear();
            (start, without, inGrace) = (at, null, false);
        }

        days.AddRange(Enumerable.Repeat(owner, count));
        inGrace &= End <= at;
    }

    private void Take(DateTimeOffset at, int payment)
    {
        Note("refunded", at);
        var taken = days.RemoveAll(day => day == payment);
        if (taken > 0 && (without is null ? End <= at : !IsPaid))
        {
            (without, inGrace) = ("refunded", false);
        }
    }

    private void BeginGrace()
    {
        if (!inGrace)
        {
            Note("grace_started", End);
            inGrace = true;
        }
    }

    private void Expire()
    {
        Note("expired", Over);
        (without, inGrace) = ("expired", false);
    }

    private void Note(string kind, DateTimeOffset due) => log.Add(Line(kind, due));

    /// <summary>An entry as the oracle writes it.</summary>
    public static string Line(string kind, DateTimeOffset due) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind} {due.UtcDateTime:s}");
}
