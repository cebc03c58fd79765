using Pgp.Broadcast.Announcements;
using Pgp.Common.Database;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Broadcast;

/// <summary>A channel with members, and the rooms of announcements around it.</summary>
public abstract class AnnouncementRoom(ClusterFixture fixture) : BroadcastDesk(fixture)
{
    internal AnnouncementSignal Signal { get; } = new();

    internal Draft News => new(Channel, Segment.Active, null, "We are live", null, null);

    internal AnnouncementDesk Announcer => new(Database, Telegram.Gateway(), Signal);

    internal async Task<AnnouncementId> CreateAsync(Draft draft)
    {
        var answer = await Announcer.CreateAsync(draft, Owner, Ct);
        return Assert.IsType<Answer.Done>(answer).Id;
    }

    /// <param name="at">Null for now.</param>
    internal async Task<AnnouncementId> ScheduleAsync(Draft draft, DateTimeOffset? at = null)
    {
        var id = await CreateAsync(draft);
        var answer = await Announcer.ScheduleAsync(id, Owner, at, Ct);
        Assert.IsType<Answer.Done>(answer);
        return id;
    }

    internal async Task<Answer> CancelAsync(AnnouncementId id) =>
        await Announcer.CancelAsync(id, Owner, Ct);

    /// <summary>Everything that happens for so long, by one carrier.</summary>
    internal async Task CarryAsync(TimeSpan time)
    {
        var end = Clock.GetUtcNow() + time;
        while (await KeepAsync() is { } next && next <= end)
        {
            if (next > Clock.GetUtcNow())
            {
                Clock.SetUtcNow(next);
            }

            await CarryOnAsync();
        }
    }

    internal Task CarryAsync() => CarryAsync(TimeSpan.FromMinutes(5));

    internal Task<DateTimeOffset?> KeepAsync() => KeeperOf(Database).RunAsync(Ct);

    internal async Task CarryOnAsync() => await RunThroughAsync(CarrierRunAsync());

    internal Task<T> RunThroughAsync<T>(Task<T> running) =>
        RunThroughAsync(running, TimeSpan.FromMilliseconds(10));

    internal static Keeper KeeperOf(Database database) =>
        new(database, Microsoft.Extensions.Logging.Abstractions.NullLogger<Keeper>.Instance);

    /// <summary>So many members, numbered from the first.</summary>
    internal Task MembersAsync(
        long first,
        int count,
        string state = "active",
        int tier = 1,
        int daysLeft = 20
    ) =>
        Db.RunAsync(
            """
            insert into subscriptions (
                subscription_id, user_id, channel_id, paid_until, created_at, updated_at, state,
                grace_until, next_action_at, tier_no, run_seq, version)
            select gen_random_uuid(), user_id, $1, $2, $3, $3, $4,
                   case when $4 = 'grace' then $2 end,
                   case when $4 in ('trial', 'active', 'grace') then $2 end, $5, 1, 1
              from generate_series($6::bigint, $6 + $7 - 1) as user_id
            """,
            Channel.Value,
            Clock.GetUtcNow().AddDays(daysLeft),
            Clock.GetUtcNow(),
            state,
            tier,
            first,
            count
        );

    /// <summary>Each person's state, in order.</summary>
    internal async Task<string> StatesAsync(AnnouncementId id) =>
        string.Join(
            ' ',
            await Db.ListAsync(
                """
                select concat(user_id, ':', state)
                  from announcement_deliveries
                 where announcement_id = $1
                 order by user_id
                """,
                id.Value
            )
        );

    internal Task<string> StateAsync(AnnouncementId id) =>
        Db.AskAsync<string>("select state from announcements where announcement_id = $1", id.Value);

    private async Task<bool> CarrierRunAsync()
    {
        var lane = await LaneAsync(Database);
        await new Carrier(Database, Telegram.Gateway(), lane).RunAsync(Ct);
        return true;
    }
}
