namespace Pgp.Contracts.Ids;

/// <summary>Why money leaves the host wallet.</summary>
public enum PayoutCause
{
    /// <summary>One payment whose owner is paid at once.</summary>
    Instant,

    /// <summary>An owner's collected credits.</summary>
    Batch,

    /// <summary>Collected coins are changed into USDT; they come back to the wallet.</summary>
    Conversion,
}

/// <summary>
/// Names a payout by its cause, so that a second delivery of the same cause is the same payout
/// (spec 20, section 15): <c>instant:pay_…</c>, <c>batch:bat_…</c>, <c>micro:conv_…</c>.
/// </summary>
public readonly record struct PayoutId
{
    private const string InstantPrefix = "instant:";
    private const string BatchPrefix = "batch:";
    private const string ConversionPrefix = "micro:";

    private PayoutId(string value) => Value = value;

    public string Value => field ?? "";

    /// <summary>The payout of one payment whose owner is paid at once.</summary>
    public static PayoutId Instant(Id<PaymentKind> payment) => new($"{InstantPrefix}{payment}");

    /// <summary>The payout of one batch of an owner's credits.</summary>
    public static PayoutId Batch(Id<BatchKind> batch) => new($"{BatchPrefix}{batch}");

    /// <summary>The deposit of one conversion; its proceeds come back to the wallet.</summary>
    public static PayoutId Conversion(Id<ConversionKind> conversion) =>
        new($"{ConversionPrefix}{conversion}");

    /// <summary>What it is for.</summary>
    public PayoutCause Cause =>
        Value.StartsWith(ConversionPrefix, StringComparison.Ordinal) ? PayoutCause.Conversion
        : Value.StartsWith(BatchPrefix, StringComparison.Ordinal) ? PayoutCause.Batch
        : PayoutCause.Instant;

    /// <summary>The payment that it pays out; only where that is the cause.</summary>
    /// <exception cref="FormatException">It has another cause.</exception>
    public Id<PaymentKind> PaymentId => Id<PaymentKind>.Parse(Subject);

    /// <summary>The batch that it pays out; only where that is the cause.</summary>
    /// <exception cref="FormatException">It has another cause.</exception>
    public Id<BatchKind> BatchId => Id<BatchKind>.Parse(Subject);

    /// <summary>The conversion that it funds; only where that is the cause.</summary>
    /// <exception cref="FormatException">It has another cause.</exception>
    public Id<ConversionKind> ConversionId => Id<ConversionKind>.Parse(Subject);

    private string Subject => Value[(Value.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <exception cref="FormatException">
    /// Not a cause that exists, a colon, and the id of that cause's kind.
    /// </exception>
    public static PayoutId Parse(string text) =>
        TryParse(text, out var id)
            ? id
            : throw new FormatException("a payout id is written <cause>:<id>");

    public static bool TryParse(string? text, out PayoutId payout)
    {
        var isKnown = text?.Split(':') switch
        {
            ["instant", var id] => Id<PaymentKind>.TryParse(id, out _),
            ["batch", var id] => Id<BatchKind>.TryParse(id, out _),
            ["micro", var id] => Id<ConversionKind>.TryParse(id, out _),
            _ => false,
        };
        payout = isKnown ? new PayoutId(text!) : default;
        return isKnown;
    }

    public override string ToString() => Value;
}
