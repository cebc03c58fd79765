using System.Security.Cryptography;
using System.Text;
using Pgp.Contracts.Money;
using Pgp.Ledger.Sealing;

namespace Pgp.UnitTests.Ledger;

public sealed class SealTests
{
    private static readonly BookedEntry Settled = new(
        EntryId.Parse("ent_0199c5b8f0007abc8def0123456789ab"),
        "paid:1",
        "payment_settled",
        Order: null,
        Payment: null,
        Payout: null,
        FeePolicy: 3,
        new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero).AddTicks(10),
        [
            new BookedPosting(1, "wallet:host", new CoinAmount(Coin.Usdt, 1_000)),
            new BookedPosting(2, "platform:fees", new CoinAmount(Coin.Usdt, -1_000)),
        ]
    );

    [Fact]
    public void A_seal_is_the_hash_of_the_documented_form()
    {
        string[] fields =
        [
            $"{Settled.Id.ToString().Length}:{Settled.Id}",
            "6:paid:1",
            "15:payment_settled",
            "0:",
            "0:",
            "0:",
            "1:3",
            "16:1795608000000001",
            "1:2",
            "1:1",
            "11:wallet:host",
            "8:usdt@eth",
            "4:1000",
            "1:2",
            "13:platform:fees",
            "8:usdt@eth",
            "5:-1000",
        ];
        var form = new byte[32].Concat(Encoding.UTF8.GetBytes(string.Concat(fields)));
        Assert.Equal(SHA256.HashData(form.ToArray()), Settled.SealAfter(BookedEntry.Genesis));
    }

    // Computed by another program from the documented form (Python's hashlib).
    [Fact]
    public void A_seal_is_the_one_that_another_program_computes() =>
        Assert.Equal(
            "F5C765387377FC97B03835BA9347A5BAC9C243FF2E672067CECE869D84775128",
            Convert.ToHexString(Settled.SealAfter(BookedEntry.Genesis))
        );

    [Fact]
    public void What_is_as_sealed_has_no_breaks() =>
        Assert.Empty(Chain.Compare(Head(0), SealOf(1, BookedEntry.Genesis), Settled));

    [Fact]
    public void A_changed_entry_shows()
    {
        var changed = Settled with { FeePolicy = 4 };
        var found = Chain.Compare(Head(0), SealOf(1, BookedEntry.Genesis), changed);
        Assert.Equal([$"entry {Settled.Id} (paid:1) is not what seal 1 covers"], found);
    }

    [Fact]
    public void A_changed_posting_shows()
    {
        var more = new BookedPosting(1, "wallet:host", new CoinAmount(Coin.Usdt, 1_001));
        var changed = Settled with { Postings = [more, Settled.Postings[1]] };
        Assert.Single(Chain.Compare(Head(0), SealOf(1, BookedEntry.Genesis), changed));
    }

    [Fact]
    public void A_removed_seal_shows() =>
        Assert.Equal(
            ["seal 1 is missing before seal 2"],
            Chain.Compare(Head(0), SealOf(2, BookedEntry.Genesis), Settled)
        );

    [Fact]
    public void An_exchanged_predecessor_shows()
    {
        var other = Enumerable.Repeat((byte)1, 32).ToArray();
        Assert.Equal(
            ["seal 1 does not follow seal 0"],
            Chain.Compare(Head(0), SealOf(1, other), Settled)
        );
    }

    private static SealHead Head(long seq) => new(seq, BookedEntry.Genesis);

    private static Seal SealOf(long seq, byte[] previous) =>
        new(seq, Settled.Id, previous, Settled.SealAfter(previous));
}
