namespace Pgp.WebApi.Reading;

/// <summary>One thing that happened, as its owner reads it.</summary>
/// <param name="Kind">A stable word; <see cref="TimelineTitles"/> has all of them.</param>
/// <param name="Title">The same as a sentence.</param>
/// <param name="Detail">Amounts, reasons, names.</param>
/// <param name="TxHash">The transaction, where there is one.</param>
/// <param name="Url">Where that transaction can be looked up.</param>
internal sealed record TimelineEntry(
    DateTimeOffset At,
    string Kind,
    string Title,
    string? Detail,
    string? TxHash,
    Uri? Url
);
