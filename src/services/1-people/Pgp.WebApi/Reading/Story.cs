using Pgp.Common.Database;
using Pgp.Contracts.Money;

namespace Pgp.WebApi.Reading;

/// <summary>
/// Reads timelines. Each statement gives moment, kind, detail, coin, amount, transaction and the
/// network of the transaction.
/// </summary>
internal sealed class Story(WebApiOptions options)
{
    /// <summary>Oldest first; what happened at one moment stays in the order given.</summary>
    public static IReadOnlyList<TimelineEntry> InOrder(
        params IReadOnlyList<TimelineEntry>[] parts
    ) => [.. parts.SelectMany(part => part).OrderBy(entry => entry.At)];

    public TimelineEntry Read(Row row)
    {
        var kind = row.Text(1);
        string?[] details = [row.CoinAmountOrNull(3)?.ToString(), row.TextOrNull(2)];
        var detail = string.Join(", ", details.Where(text => text is { Length: > 0 }));
        var hash = row.TextOrNull(5);
        return new TimelineEntry(
            row.Time(0),
            kind,
            TimelineTitles.Of(kind),
            detail.Length == 0 ? null : detail,
            hash,
            UrlOf(hash, row.TextOrNull(6))
        );
    }

    // The explorer shows one chain, and a payout may be on another.
    private Uri? UrlOf(string? hash, string? network) =>
        hash is not null && network == Coin.Eth.Network && options.Explorer is { } explorer
            ? new Uri(explorer, hash)
            : null;
}
