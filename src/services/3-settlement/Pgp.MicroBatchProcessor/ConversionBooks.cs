using System.Numerics;
using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.Ledger;

namespace Pgp.MicroBatchProcessor;

/// <summary>What a conversion books. Each coin balances by itself in every entry.</summary>
internal static class ConversionBooks
{
    /// <summary>Claimed: owners and platform lend their coins to the conversion.</summary>
    public static Task ClaimAsync(
        Unit unit,
        ConversionId id,
        IReadOnlyList<Credit> credits,
        CancellationToken ct
    ) =>
        BookAsync(
            unit,
            Among(
                id,
                "claimed",
                credits,
                (entry, part, owner) => entry.Move(part, Account.ConversionsInFlight, owner)
            ),
            ct
        );

    /// <summary>Returned: everybody has their coins again.</summary>
    public static Task ReturnAsync(
        Unit unit,
        ConversionId id,
        IReadOnlyList<Credit> credits,
        CancellationToken ct
    ) =>
        BookAsync(
            unit,
            Among(
                id,
                "returned",
                credits,
                (entry, part, owner) => entry.Move(part, owner, Account.ConversionsInFlight)
            ),
            ct
        );

    /// <summary>
    /// Completed: the exchange keeps the coins, and what it paid for them is owed to the owners
    /// and, for the fees, to the platform.
    /// </summary>
    public static Task CompleteAsync(
        Unit unit,
        Conversion conversion,
        IReadOnlyList<Credit> credits,
        Distribution distribution,
        CancellationToken ct
    )
    {
        var entry = Begin(conversion.Id, "completed");
        entry.Move(conversion.Amount, Account.AtChangeNow, Account.ConversionsInFlight);
        var shares = credits.Zip(
            distribution.Shares,
            (credit, share) => (credit.ChannelId, share.Atomic)
        );
        foreach (var (channel, amount) in PerChannel(shares))
        {
            var share = new CoinAmount(Coin.Usdt, amount);
            entry.Move(share, Account.OwnerPayable(channel), Account.HostWallet);
        }

        entry.Move(distribution.Fee.ToCoinAmount(), Account.PlatformFees, Account.HostWallet);
        return BookAsync(unit, entry, ct);
    }

    private static Entry Among(
        ConversionId id,
        string step,
        IReadOnlyList<Credit> credits,
        Action<Entry, CoinAmount, Account> move
    )
    {
        var entry = Begin(id, step);
        var coin = credits[0].Gross.Coin;
        foreach (
            var (channel, amount) in PerChannel(
                credits.Select(credit => (credit.ChannelId, credit.Net.Atomic))
            )
        )
        {
            move(entry, new CoinAmount(coin, amount), Account.OwnerPayable(channel));
        }

        var fees = credits.Aggregate(BigInteger.Zero, (sum, credit) => sum + credit.Fee.Atomic);
        move(entry, new CoinAmount(coin, fees), Account.PlatformFees);
        return entry;
    }

    private static Entry Begin(ConversionId id, string step) =>
        new($"conversion_{step}:{id}", $"conversion_{step}")
        {
            Payout = Contracts.Ids.PayoutId.Conversion(id),
        };

    // One line per owner, however many of his credits are in it.
    private static IEnumerable<(ChannelId Channel, BigInteger Amount)> PerChannel(
        IEnumerable<(ChannelId Channel, BigInteger Amount)> parts
    ) =>
        parts
            .GroupBy(part => part.Channel)
            .Select(owner =>
                (owner.Key, owner.Aggregate(BigInteger.Zero, (sum, part) => sum + part.Amount))
            );

    private static async Task BookAsync(Unit unit, Entry entry, CancellationToken ct)
    {
        if (!await Books.BookAsync(unit, entry, ct))
        {
            throw new InvalidOperationException($"{entry.Fact} is in the books already");
        }
    }
}
