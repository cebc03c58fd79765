namespace Pgp.Adapters.NowPayments;

/// <summary>
/// The states of a payment (spec 70, 1.5). New ones of the vendor become <see cref="Unknown"/>.
/// </summary>
public enum ProviderStatusKind
{
    /// <summary>Not in our list, or missing: keep the text and tell an operator.</summary>
    Unknown,

    /// <summary>Address issued, nothing seen.</summary>
    Waiting,
    Confirming,

    /// <summary>Enough confirmations, but the funds are not yet with us.</summary>
    Confirmed,
    Sending,

    /// <summary>Less than asked arrived; may still become finished.</summary>
    PartiallyPaid,

    /// <summary>
    /// Our funds were sent. The only state that may grant access, after checking amounts.
    /// </summary>
    Finished,
    Failed,
    Refunded,

    /// <summary>The window is over; a late deposit may revive it.</summary>
    Expired,
    Cancelled,
}

/// <summary>A state and the provider's own word for it.</summary>
public sealed record ProviderStatus(ProviderStatusKind Kind, string Text)
{
    public static ProviderStatus Of(string? text)
    {
        var word = text ?? "";
        var kind = word.ToUpperInvariant() switch
        {
            "WAITING" => ProviderStatusKind.Waiting,
            "CONFIRMING" => ProviderStatusKind.Confirming,
            "CONFIRMED" => ProviderStatusKind.Confirmed,
            "SENDING" => ProviderStatusKind.Sending,
            "PARTIALLY_PAID" => ProviderStatusKind.PartiallyPaid,
            "FINISHED" => ProviderStatusKind.Finished,
            "FAILED" => ProviderStatusKind.Failed,
            "REFUNDED" => ProviderStatusKind.Refunded,
            "EXPIRED" => ProviderStatusKind.Expired,
            "CANCELLED" or "CANCELED" => ProviderStatusKind.Cancelled,
            _ => ProviderStatusKind.Unknown,
        };
        return new ProviderStatus(kind, word);
    }

    public override string ToString() => Text;
}
