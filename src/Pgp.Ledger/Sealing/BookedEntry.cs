using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Pgp.Contracts.Money;

namespace Pgp.Ledger.Sealing;

/// <summary>One line of an entry as it stands in the books.</summary>
public readonly record struct BookedPosting(int Line, string Account, CoinAmount Amount);

/// <summary>An entry as it stands in the books, with everything that its seal covers.</summary>
public sealed record BookedEntry(
    EntryId Id,
    string Fact,
    string Kind,
    OrderId? Order,
    PaymentId? Payment,
    string? Payout,
    int? FeePolicy,
    DateTimeOffset BookedAt,
    IReadOnlyList<BookedPosting> Postings
)
{
    private const int HashLength = 32;

    /// <summary>What the first seal follows.</summary>
    public static byte[] Genesis => new byte[HashLength];

    /// <summary>
    /// SHA-256 over the seal before and this entry. Each field is written as its length in bytes, a
    /// colon and the bytes, so that no two entries have the same form: id, fact, kind, order,
    /// payment, payout, fee policy, microseconds since 1970, number of postings, and for each its
    /// line, account, coin and atomic units.
    /// </summary>
    public byte[] SealAfter(byte[] previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        foreach (var field in Fields())
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            hash.AppendData(Encoding.ASCII.GetBytes(Text(bytes.Length) + ":"));
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }

    private IEnumerable<string> Fields()
    {
        yield return Id.ToString();
        yield return Fact;
        yield return Kind;
        yield return Order?.ToString() ?? "";
        yield return Payment?.ToString() ?? "";
        yield return Payout ?? "";
        yield return FeePolicy is { } policy ? Text(policy) : "";
        yield return Text(
            (BookedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond
        );
        yield return Text(Postings.Count);
        foreach (var (line, account, amount) in Postings)
        {
            yield return Text(line);
            yield return account;
            yield return amount.Coin.ToString();
            yield return Text(amount.Atomic);
        }
    }

    private static string Text(BigInteger number) => number.ToString(CultureInfo.InvariantCulture);
}
