namespace Pgp.Contracts.Ids;

/// <summary>
/// Names a payout by its cause, so that a second delivery of the same cause is the same payout
/// (spec 20, section 15): <c>instant:pay_…</c>.
/// </summary>
public readonly record struct PayoutId
{
    private const int LengthMax = 64;

    private PayoutId(string value) => Value = value;

    public string Value => field ?? "";

    /// <summary>The payout of one payment whose owner is paid at once.</summary>
    public static PayoutId Instant(Id<PaymentKind> payment) => new($"instant:{payment}");

    /// <exception cref="FormatException">Not <c>cause:id</c>.</exception>
    public static PayoutId Parse(string text) =>
        text is { Length: > 0 and <= LengthMax }
        && text.Split(':') is [{ Length: > 0 }, { Length: > 0 }]
            ? new PayoutId(text)
            : throw new FormatException("a payout id is written <cause>:<id>");

    public override string ToString() => Value;
}
