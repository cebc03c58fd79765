using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Server.Owners;

/// <summary>Only the owner changes a channel, whatever a caller says about whose it is.</summary>
public sealed class OwnerEditTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const string StandingSql = """
        select concat_ws('|', coalesce(c.closed_description, '-'), c.trial_days,
               array_to_string(c.muted_events, ','),
               (select string_agg(t.tier_no || '=' || t.price_usd, ',' order by t.tier_no)
                  from tiers t where t.channel_id = c.channel_id),
               (select count(*) from coupons k where k.channel_id = c.channel_id
                                                 and k.state = 'active'))
          from channels c
         where channel_id = $1
        """;

    private static readonly TelegramUserId Owner = new(7);
    private static readonly TelegramUserId Stranger = new(8);

    private Database Database => Db.As(ServiceName.Server, Clock);

    [Fact]
    public async Task The_owner_changes_texts_days_prices_notices_and_coupons()
    {
        var channel = await OwnedAsync();
        await ChangeEverythingAsync(channel);

        Assert.Equal(
            "<b>all</b>|14|DonationPaid|1=5.500000,2=20.000000|1",
            await Db.AskAsync<string>(StandingSql, channel.Id.Value)
        );
    }

    [Fact]
    public async Task Anybody_else_changes_nothing_even_where_the_lock_was_forgotten()
    {
        var channel = await OwnedAsync();
        await ChangeEverythingAsync(channel with { Owner = Stranger });

        Assert.Equal("-|0||1=9.990000|0", await Db.AskAsync<string>(StandingSql, channel.Id.Value));
    }

    [Fact]
    public async Task A_channel_is_found_and_locked_by_its_owner_alone()
    {
        var channel = await OwnedAsync();
        await using var unit = await Database.BeginAsync(Ct);

        Assert.Null(await OwnerQueries.FindAsync(Database, Stranger, channel.LinkCode, Ct));
        Assert.Null(await OwnerQueries.LockAsync(unit, Stranger, channel.LinkCode, Ct));
        Assert.Empty(await OwnerQueries.OfOwnerAsync(Database, Stranger, Ct));
        Assert.NotNull(await OwnerQueries.LockAsync(unit, Owner, channel.LinkCode, Ct));
    }

    [Fact]
    public async Task A_channel_of_an_operator_is_nobodys()
    {
        var id = await Seed.ChannelAsync(Db);
        var code = await Db.AskAsync<string>(
            "select link_code from channels where channel_id = $1",
            id.Value
        );

        Assert.Null(await OwnerQueries.FindAsync(Database, Owner, code, Ct));
    }

    [Fact]
    public async Task The_last_price_stays()
    {
        var channel = await OwnedAsync();
        await using var unit = await Database.BeginAsync(Ct);

        Assert.False(await OwnerEdits.DropTierAsync(unit, channel, 1, Ct));
        await OwnerEdits.SetTierAsync(unit, channel, Tier(2, "20"), Ct);
        Assert.True(await OwnerEdits.DropTierAsync(unit, channel, 1, Ct));
        Assert.False(await OwnerEdits.DropTierAsync(unit, channel, 2, Ct));
    }

    [Fact]
    public async Task A_coupons_word_is_used_once_and_a_coupon_ends_once()
    {
        var channel = await OwnedAsync();
        var other = await OwnedAsync();
        await using var unit = await Database.BeginAsync(Ct);
        var spring = CouponDraft.Read("SPRING 20%", Clock.GetUtcNow())!;

        Assert.True(await CouponEdits.MakeAsync(unit, channel, spring, Ct));
        Assert.False(await CouponEdits.MakeAsync(unit, channel, spring, Ct));
        await unit.CommitAsync(Ct);
        var made = Assert.Single(await CouponEdits.ActiveAsync(Database, channel, Ct));
        Assert.Equal(spring, made.Terms);

        await using var end = await Database.BeginAsync(Ct);
        Assert.False(await CouponEdits.EndAsync(end, other, made.Id, Ct));
        Assert.True(await CouponEdits.EndAsync(end, channel, made.Id, Ct));
        Assert.False(await CouponEdits.EndAsync(end, channel, made.Id, Ct));
    }

    private async Task ChangeEverythingAsync(OwnedChannel channel)
    {
        var coupon = CouponDraft.Read("SPRING 20%", Clock.GetUtcNow())!;
        await using var unit = await Database.BeginAsync(Ct);
        await OwnerEdits.SayAsync(unit, channel, ChannelField.ClosedDescription, "<b>all</b>", Ct);
        await OwnerEdits.SayAsync(unit, channel, ChannelField.TrialDays, "14", Ct);
        await OwnerEdits.MuteAsync(unit, channel, OwnerEvent.DonationPaid, isMuted: true, Ct);
        await OwnerEdits.SetTierAsync(unit, channel, Tier(1, "5.50"), Ct);
        await OwnerEdits.SetTierAsync(unit, channel, Tier(2, "20"), Ct);
        await CouponEdits.MakeAsync(unit, channel, coupon, Ct);
        await unit.CommitAsync(Ct);
    }

    private Task<OwnedChannel> OwnedAsync() => OwnerSeed.ChannelAsync(Db, Database, Owner, Ct);

    private static TierDraft Tier(int no, string price) => new(no, Amount<Usd>.Parse(price), 30);
}
