using Pgp.Oversight.Overdue;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Oversight;

/// <summary>Each kind appears exactly when it is due, is told once, and goes when it is mended.</summary>
public sealed class OverdueKindTests(ClusterFixture fixture) : WatchTest(fixture)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    public static TheoryData<string> Scenes => [.. OverdueScenes.All.Keys];

    [Theory]
    [MemberData(nameof(Scenes))]
    public async Task It_is_listed_when_due_told_once_and_cleared_when_mended(string name)
    {
        var scene = OverdueScenes.All[name];
        var subject = await scene.BeginAsync(Db, Clock.GetUtcNow());
        if (scene.Limit > TimeSpan.Zero)
        {
            Clock.Advance(scene.Limit - Tick);
            await LookAsync();
            Assert.Equal([], await ListedAsync(scene.Kind));
            Clock.Advance(Tick);
        }

        await LookAsync();
        Assert.Equal([$"{subject} 1"], await ListedAsync(scene.Kind));
        Clock.Advance(Tick);
        await LookAsync();
        Assert.Equal([$"{subject} 1"], await ListedAsync(scene.Kind));
        Assert.Equal([$"{subject} 1"], await ToldAsync(scene.Kind));

        await Db.RunAsync(scene.EndSql);
        Clock.Advance(Tick);
        await LookAsync();
        Assert.Equal([], await ListedAsync(scene.Kind));
        Assert.Equal([$"{subject} 1"], await ToldAsync(scene.Kind));
    }

    [Fact]
    public void There_is_a_scene_for_every_kind_that_is_told() =>
        Assert.Equal(
            OverdueKinds
                .OfTables.Where(kind => kind.Level is not null)
                .Select(kind => kind.Name)
                .Append("job_missed")
                .Order(StringComparer.Ordinal),
            OverdueScenes
                .All.Values.Select(scene => scene.Kind)
                .Distinct()
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task Nothing_is_overdue_where_nothing_happened() =>
        Assert.Equal("0 overdue, 0 new, 0 cleared, 0 tasks put back", await LookAsync());

    [Fact]
    public async Task A_task_that_is_due_later_is_not_late()
    {
        var later = Clock.GetUtcNow() + TimeSpan.FromHours(2);
        await Support.Outboxes.EnqueueAsync(
            Db.As(Contracts.Services.ServiceName.NpIpn, Clock),
            1,
            later
        );
        Clock.Advance(TimeSpan.FromHours(1));
        await LookAsync();
        Assert.Equal([], await ListedAsync("task_overdue"));
    }

    [Fact]
    public async Task A_payout_whose_batch_was_released_needs_nobody()
    {
        var now = Clock.GetUtcNow();
        var batch = await StuckRows.BatchAsync(Db, now, "reserved");
        var payout = await StuckRows.BatchPayoutAsync(Db, now, batch, "failed_review");
        await LookAsync();
        Assert.Equal([$"{payout} 1"], await ListedAsync("payout_held"));
        await Db.RunAsync(
            "update payout_batches set state = 'released', retry_at = now(), ended_at = now()"
        );
        Clock.Advance(Tick);
        await LookAsync();
        Assert.Equal([], await ListedAsync("payout_held"));
    }

    [Fact]
    public async Task A_deposit_whose_conversion_was_returned_needs_nobody()
    {
        var now = Clock.GetUtcNow();
        var conversion = await StuckRows.ConversionAsync(Db, now, "executing");
        var deposit = $"micro:{conversion}";
        await StuckRows.InsertExecutionAsync(Db, now, deposit, "refunded");
        await LookAsync();
        Assert.Equal([$"{deposit} 1"], await ListedAsync("payout_held"));
        await Db.RunAsync(StuckRows.ReturnConversionSql);
        Clock.Advance(Tick);
        await LookAsync();
        Assert.Equal([], await ListedAsync("payout_held"));
    }

    [Fact]
    public async Task Who_was_in_the_channel_before_needs_no_link()
    {
        await StuckRows.SentInviteAsync(Db, Clock.GetUtcNow());
        await Db.RunAsync(
            """
            insert into channel_joins (update_id, chat_id, user_id, link, joined_at)
            select 1, closed_channel_id, user_id, 'https://t.me/+older', now() from invites
            """
        );
        await LookAsync();
        Assert.Equal([], await ListedAsync("invite_unused"));
    }

    [Fact]
    public async Task A_link_from_before_entries_were_recorded_is_not_missed()
    {
        await StuckRows.SentInviteAsync(Db, Clock.GetUtcNow());
        await Db.RunAsync("update invites set join_is_recorded = false");
        await LookAsync();
        Assert.Equal([], await ListedAsync("invite_unused"));
    }

    [Fact]
    public async Task Who_renewed_and_stays_inside_misses_no_invite()
    {
        await StuckRows.SentInviteAsync(Db, Clock.GetUtcNow());
        await Db.RunAsync("update invites set state = 'member', sent_at = null");
        await LookAsync();
        Assert.Equal([], await ListedAsync("payment_without_access"));
    }

    [Fact]
    public async Task What_was_found_once_is_followed_however_old_it_grows()
    {
        var subject = await StuckRows.PaidAsync(Db, Clock.GetUtcNow());
        for (var day = 0; day < 4; day++)
        {
            Clock.Advance(TimeSpan.FromDays(1));
            await LookAsync();
            await Db.RunAsync(
                """
                insert into job_runs (job, slot, state, started_at, finished_at)
                values ('pgp-oversight-overdue-job', $1, 'done', $1, $1)
                """,
                Clock.GetUtcNow()
            );
        }

        Assert.Equal([$"{subject} 1"], await ListedAsync("payment_without_access"));
    }
}
