namespace Pgp.Oversight.Overdue;

/// <summary>Something that should have ended by now.</summary>
/// <param name="Subject">Payment, payout, batch, conversion, task or job.</param>
/// <param name="Since">When it began to wait.</param>
/// <param name="Reason">What is known about why, in a few words.</param>
internal sealed record Finding(string Subject, DateTimeOffset Since, string Reason);

/// <summary>What a look for one kind of finding goes by.</summary>
/// <param name="Kind">The kind's name.</param>
/// <param name="Now">The moment of the look.</param>
/// <param name="Before">What waits since this moment or longer is overdue.</param>
/// <param name="From">
/// Where waiting rows cannot be told from ended ones by an index, rows from this moment on are
/// looked at, and those that were found before.
/// </param>
internal sealed record Look(
    string Kind,
    DateTimeOffset Now,
    DateTimeOffset Before,
    DateTimeOffset From
)
{
    /// <summary>The most that one look finds of a kind; the oldest come first.</summary>
    public const int FindingsMax = 1_000;
}
