using CsCheck;
using Pgp.Contracts.Money;
using Pgp.Ledger;

namespace Pgp.UnitTests.Ledger;

public sealed class EntryTests
{
    private static readonly Gen<Account> AnyAccount = Gen.OneOf(
        Account.HostWallet,
        Account.AtChangeNow,
        Account.PayoutsInFlight,
        Account.PlatformFees,
        Account.PlatformGas,
        Account.PlatformCapital,
        Account.OwnerPayable(ChannelId.Parse("ch_0199c5b8f0007abc8def0123456789ac"))
    );

    private static readonly Gen<CoinAmount> AnyAmount = Gen.Select(
        Gen.OneOf(Coin.Eth, Coin.Usdt, Coin.Of("usdt", "trx")),
        Gen.Bool,
        Gen.ULong,
        (coin, isNothing, atomic) => new CoinAmount(coin, isNothing ? 0 : atomic)
    );

    private static readonly Gen<(CoinAmount Amount, Account From, Account To)[]> AnyMoves =
        Gen.Select(AnyAmount, AnyAccount, AnyAccount).Array[0, 12];

    [Fact]
    public void Whatever_is_moved_the_entry_balances_in_every_coin() =>
        AnyMoves.Sample(moves =>
        {
            var entry = new Entry("fact", "kind");
            Array.ForEach(moves, move => entry.Move(move.Amount, move.From, move.To));
            Assert.Empty(entry.Imbalance());
            Assert.DoesNotContain(entry.Postings, posting => posting.Amount.Atomic.IsZero);
            var moved = moves.Count(move => !move.Amount.Atomic.IsZero);
            Assert.Equal(2 * moved, entry.Postings.Count);
        });

    [Fact]
    public void A_move_takes_from_one_account_and_gives_to_the_other()
    {
        var amount = CoinAmount.Parse(Coin.Eth, "0.5");
        var entry = new Entry("paid:1", "payment_settled").Move(
            amount,
            Account.PlatformFees,
            Account.HostWallet
        );
        Assert.Equal(
            [
                new Posting(Account.HostWallet, amount),
                new Posting(Account.PlatformFees, new CoinAmount(Coin.Eth, -amount.Atomic)),
            ],
            entry.Postings
        );
    }

    [Fact]
    public void A_negative_move_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new Entry("fact", "kind").Move(
                new CoinAmount(Coin.Eth, -1),
                Account.HostWallet,
                Account.PlatformFees
            )
        );

    [Fact]
    public void Every_account_has_a_name_the_schema_accepts() =>
        AnyAccount.Sample(account =>
            Assert.Matches("^[a-z]+(:[a-z0-9_]+){1,3}$", account.ToString())
        );
}
