using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.Server.Owners.Wallets;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Server.Owners;

/// <summary>A wallet changes late, once, and only as its owner asked.</summary>
public sealed class WalletChangeTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const string OldAddress = "0x1111111111111111111111111111111111111111";
    private const string NewAddress = "0x2222222222222222222222222222222222222222";
    private const string StateSql = "select state from wallet_changes where change_id = $1";

    private static readonly TelegramUserId Owner = new(7);
    private static readonly TelegramUserId Stranger = new(8);
    private static readonly TimeSpan Hold = TimeSpan.FromHours(24);
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);
    private static readonly Wallet New = new(Coin.Of("ton", "ton"), NewAddress, "77");

    private OwnedChannel channel = null!;

    private Database Database => Db.As(ServiceName.Server, Clock);

    private WalletJob Job => new(Database, NullLogger<WalletJob>.Instance);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        channel = await OwnerSeed.ChannelAsync(Db, Database, Owner, Ct);
    }

    [Fact]
    public async Task A_change_counts_when_its_time_is_over_and_not_before()
    {
        var id = await HoldAsync();
        Clock.Advance(Hold - Instant);
        Assert.Equal("ended 0", await Job.RunAsync(Ct));
        Assert.Equal($"eth@eth {OldAddress} ", await WalletAsync());

        Clock.Advance(Instant);
        Assert.Equal("ended 1", await Job.RunAsync(Ct));
        Assert.Equal("ended 0", await Job.RunAsync(Ct));
        Assert.Equal($"ton@ton {NewAddress} 77", await WalletAsync());
        Assert.Equal("applied", await StateAsync(id));
        Assert.Equal(
            $"7|eth@eth|{OldAddress}|ton@ton|{NewAddress}|77",
            await Db.AskAsync<string>(
                """
                select concat_ws('|', changed_by, before_coin, before_address, before_extra_id,
                                 payout_coin, payout_address, payout_extra_id)
                  from wallet_changes where change_id = $1
                """,
                id.Value
            )
        );
        Assert.Equal(1, await NewsAsync("Ended"));
    }

    [Fact]
    public async Task A_cancelled_change_never_counts_and_only_its_owner_cancels()
    {
        var id = await HoldAsync();
        Assert.False(await CancelAsync(id, Stranger));
        Assert.True(await CancelAsync(id, Owner));
        Assert.False(await CancelAsync(id, Owner));
        Clock.Advance(Hold);

        Assert.Equal("ended 0", await Job.RunAsync(Ct));
        Assert.Equal($"eth@eth {OldAddress} ", await WalletAsync());
        Assert.Equal("cancelled", await StateAsync(id));
    }

    [Fact]
    public async Task There_are_never_two_changes_that_wait()
    {
        await HoldAsync();
        await using (var unit = await Database.BeginAsync(Ct))
        {
            var second = WalletChangeId.New(Clock);
            Assert.False(await WalletQueries.HoldAsync(unit, channel, second, New, Hold, Ct));
        }

        Clock.Advance(Hold);
        await Job.RunAsync(Ct);
        await HoldAsync();
    }

    [Fact]
    public async Task Nobody_else_begins_one()
    {
        await using var unit = await Database.BeginAsync(Ct);
        var id = WalletChangeId.New(Clock);
        var stolen = channel with { Owner = Stranger };

        Assert.False(await WalletQueries.HoldAsync(unit, stolen, id, New, Hold, Ct));
    }

    [Theory]
    [InlineData("update channels set payout_address = repeat('3', 42) where channel_id = $1")]
    [InlineData("update channels set owner_user_id = 9 where channel_id = $1")]
    public async Task A_wallet_or_owner_that_changed_meanwhile_is_left_alone(string change)
    {
        var id = await HoldAsync();
        await Db.RunAsync(change, channel.Id.Value);
        var before = await WalletAsync();
        Clock.Advance(Hold);

        Assert.Equal("ended 1", await Job.RunAsync(Ct));
        Assert.Equal(before, await WalletAsync());
        Assert.Equal("overtaken", await StateAsync(id));
    }

    [Fact]
    public async Task A_payment_that_was_begun_before_keeps_the_old_wallet()
    {
        var order = await Seed.OrderAsync(Db, channel.Id, Clock.GetUtcNow());
        var payment = await Seed.PaymentAsync(Db, order, "5077125051", "paid");
        await HoldAsync();
        Clock.Advance(Hold);
        await Job.RunAsync(Ct);

        Assert.Equal(
            OldAddress,
            await Db.AskAsync<string>(
                "select payout_address from payments where payment_id = $1",
                payment.Value
            )
        );
    }

    [Fact]
    public async Task The_bot_cannot_change_what_the_audit_says()
    {
        var id = await HoldAsync();
        await MustRefuseAsync(
            "42501",
            () =>
                Database.RunAsync(
                    "update wallet_changes set payout_address = $2 where change_id = $1",
                    sql => sql.With(id).With(OldAddress).ExecuteAsync(Ct),
                    Ct
                )
        );
        await MustRefuseAsync(
            "42501",
            () =>
                Database.RunAsync(
                    "delete from wallet_changes where change_id = $1",
                    sql => sql.With(id).ExecuteAsync(Ct),
                    Ct
                )
        );
        await MustRefuseAsync(
            "42501",
            () =>
                Database.RunAsync(
                    "update channels set owner_user_id = $2 where channel_id = $1",
                    sql => sql.With(channel.Id).With(8L).ExecuteAsync(Ct),
                    Ct
                )
        );
    }

    private async Task<WalletChangeId> HoldAsync()
    {
        var id = WalletChangeId.New(Clock);
        var mine = await OwnerQueries.FindAsync(Database, Owner, channel.LinkCode, Ct);
        await using var unit = await Database.BeginAsync(Ct);
        Assert.True(await WalletQueries.HoldAsync(unit, mine!, id, New, Hold, Ct));
        await unit.CommitAsync(Ct);
        return id;
    }

    private async Task<bool> CancelAsync(WalletChangeId id, TelegramUserId who)
    {
        await using var unit = await Database.BeginAsync(Ct);
        var isCancelled = await WalletQueries.CancelAsync(unit, id, who, Ct);
        await unit.CommitAsync(Ct);
        return isCancelled;
    }

    private Task<string> StateAsync(WalletChangeId id) => Db.AskAsync<string>(StateSql, id.Value);

    private Task<string> WalletAsync() =>
        Db.AskAsync<string>(
            """
            select payout_coin || ' ' || payout_address || ' ' || coalesce(payout_extra_id, '')
              from channels where channel_id = $1
            """,
            channel.Id.Value
        );

    private Task<long> NewsAsync(string stage) =>
        Db.AskAsync<long>(
            "select count(*) from outbox where effect_key like '%wallet_news:' || $1 || ':wch_%'",
            stage
        );
}
