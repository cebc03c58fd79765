using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.Ledger;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Ledger;

public sealed class BooksTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const string CheckViolation = "23514";
    private const string RestrictViolation = "23001";

    private static readonly CoinAmount Ether = CoinAmount.Parse(Coin.Eth, "0.0036");

    [Fact]
    public async Task A_fact_is_in_the_books_with_the_state_it_belongs_to()
    {
        Assert.True(await BookAsync(Paid()));
        Assert.Equal(
            [
                new Balance(Account.PlatformFees.Name, Coin.Eth, -Ether.Atomic),
                new Balance(Account.HostWallet.Name, Coin.Eth, Ether.Atomic),
            ],
            await Books.BalancesAsync(Db.As("pgp_reader", Clock), Ct)
        );
    }

    [Fact]
    public async Task The_same_fact_is_booked_once()
    {
        Assert.True(await BookAsync(Paid()));
        Assert.False(await BookAsync(Paid()));
        Assert.Equal(1, await Db.AskAsync<long>("select count(*) from ledger_entries"));
        Assert.Equal(2, await Db.AskAsync<long>("select count(*) from ledger_postings"));
    }

    [Fact]
    public async Task Amounts_of_any_size_come_back_exactly()
    {
        var much = CoinAmount.Parse(Coin.Dai, "1000000000000.000000000000000001");
        await BookAsync(
            new Entry("fact", "kind").Move(much, Account.PlatformCapital, Account.HostWallet)
        );
        var balances = await Books.BalancesAsync(Db.As("pgp_reader", Clock), Ct);
        Assert.Equal(much.Atomic, balances.Single(one => one.Atomic.Sign > 0).Atomic);
    }

    [Fact]
    public async Task An_entry_that_does_not_balance_is_refused_at_commit()
    {
        await using var unit = await Database.BeginAsync(Ct);
        await InsertPostingAsync(unit, "wallet:host", "eth@eth", 5);
        await InsertPostingAsync(unit, "platform:fees", "eth@eth", -4);
        await MustRefuseAsync(CheckViolation, () => unit.CommitAsync(Ct));
        Assert.Equal(0, await Db.AskAsync<long>("select count(*) from ledger_entries"));
    }

    [Fact]
    public async Task An_entry_must_balance_in_every_coin_of_its_own()
    {
        await using var unit = await Database.BeginAsync(Ct);
        await InsertPostingAsync(unit, "wallet:host", "eth@eth", 5);
        await InsertPostingAsync(unit, "platform:fees", "usdt@eth", -5);
        await MustRefuseAsync(CheckViolation, () => unit.CommitAsync(Ct));
    }

    [Theory]
    [InlineData("wallet:host", "eth@eth", 0)]
    [InlineData("Wallet:Host", "eth@eth", 1)]
    [InlineData("wallet", "eth@eth", 1)]
    [InlineData("wallet:host", "eth", 1)]
    public async Task A_posting_of_nothing_or_to_nowhere_is_refused(
        string account,
        string coin,
        int amount
    )
    {
        await using var unit = await Database.BeginAsync(Ct);
        await MustRefuseAsync(
            CheckViolation,
            () => InsertPostingAsync(unit, account, coin, amount)
        );
    }

    [Theory]
    [InlineData("update ledger_postings set amount = amount + 1")]
    [InlineData("update ledger_entries set kind = 'other'")]
    [InlineData("delete from ledger_postings")]
    [InlineData("delete from ledger_entries")]
    [InlineData("truncate ledger_postings")]
    [InlineData("truncate ledger_seals")]
    [InlineData("truncate ledger_entries, ledger_postings, ledger_seals")]
    public async Task What_is_booked_stays_booked_even_for_the_owner(string attempt)
    {
        await BookAsync(Paid());
        await MustRefuseAsync(RestrictViolation, () => Db.RunAsync(attempt));
    }

    private Database Database => Db.As(ServiceName.Orchestrator, Clock);

    private static Entry Paid() =>
        new Entry("paid:1", "payment_settled").Move(
            Ether,
            Account.PlatformFees,
            Account.HostWallet
        );

    private async Task<bool> BookAsync(Entry entry)
    {
        await using var unit = await Database.BeginAsync(Ct);
        var isNew = await Books.BookAsync(unit, entry, Ct);
        await unit.CommitAsync(Ct);
        return isNew;
    }

    private static async Task InsertPostingAsync(Unit unit, string account, string coin, int amount)
    {
        var id = Guid.Parse("0199c5b8-f000-7abc-8def-0123456789ab");
        await unit.Sql(
                """
                insert into ledger_entries (entry_id, fact, kind, booked_at)
                values ($1, 'fact', 'kind', now())
                on conflict (fact) do nothing
                """
            )
            .With(id)
            .ExecuteAsync(Ct);
        await unit.Sql(
                """
                insert into ledger_postings (entry_id, line, account, coin, amount)
                select $1, count(*) + 1, $2, $3, $4 from ledger_postings
                """
            )
            .With(id)
            .With(account)
            .With(coin)
            .With(amount)
            .ExecuteAsync(Ct);
    }
}
