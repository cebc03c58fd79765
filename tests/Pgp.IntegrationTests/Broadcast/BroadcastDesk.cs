using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Broadcast;
using Pgp.Broadcast.Lane;
using Pgp.Broadcast.Posts;
using Pgp.Common.Database;
using Pgp.Common.Settings;
using Pgp.Common.Tasks;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Broadcast;

/// <summary>A channel pair with two tiers, and the rooms of broadcast around it.</summary>
public abstract class BroadcastDesk(ClusterFixture fixture) : DatabaseTest(fixture)
{
    internal const long Owner = 42;

    internal FakeChannels Telegram { get; } = new();

    internal ChannelId Channel { get; private set; }

    internal static BroadcastOptions Options { get; } =
        new(new Secret("secret"), "the_bot", TimeSpan.FromDays(1), TimeSpan.FromMinutes(5), 30);

    internal Database Database => Db.As(ServiceName.Broadcast, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Clock.AutoAdvanceAmount = TimeSpan.Zero;
        Channel = await Seed.ChannelAsync(Db);
        await Db.RunAsync("update channels set owner_user_id = $1", Owner);
        await Db.RunAsync(
            "insert into tiers values ($1, 1, 9.99, 30), ($1, 2, 24.99, 90)",
            Channel.Value
        );
    }

    public override async ValueTask DisposeAsync()
    {
        Telegram.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal TriggerDesk Desk() => new(Database, Options, new PostsSignal());

    /// <summary>A round as the job or the worker makes it, with waits for the lane run through.</summary>
    internal async Task<(int Made, int Failed)> RoundAsync(FaultPoints? faults = null)
    {
        var database = Database;
        if (faults is not null)
        {
            database = new Database(
                Db.Source(ServiceName.Broadcast.DatabaseRole),
                DatabaseProfile.OnDemand,
                faults,
                Db.Signal,
                Clock
            );
        }

        var lane = await LaneAsync(database);
        var gateway = Telegram.Gateway();
        var sweep = new PostSweep(gateway, lane, NullLogger<PostSweep>.Instance);
        var maker = new PostMaker(
            database,
            gateway,
            lane,
            sweep,
            Options,
            NullLogger<PostMaker>.Instance
        );
        var round = new PostRound(database, maker).RunAsync(Ct);
        return await RunThroughAsync(round, TimeSpan.FromTicks(20));
    }

    /// <summary>The lane is for tests of its own: here every moment has come.</summary>
    internal async Task<SendLane> LaneAsync(Database database)
    {
        await Db.RunAsync("update send_lanes set next_at = '-infinity'");
        return new SendLane(
            database,
            Options with
            {
                PerSecond = 1_000_000,
            },
            NullLogger<SendLane>.Instance
        );
    }

    /// <summary>Lets the clock run as long as something waits for it.</summary>
    internal async Task<T> RunThroughAsync<T>(Task<T> running, TimeSpan step)
    {
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(1, Ct));
            Clock.Advance(step);
        }

        return await running;
    }

    internal Task<TaskOutcome> WantAsync(string cause) => WantAsync(Channel, cause);

    internal Task<TaskOutcome> WantAsync(ChannelId channel, string cause)
    {
        var signal = new PostsSignal();
        var handler = new PostsWantedHandler(
            Database,
            new TriggerDesk(Database, Options, signal),
            Options,
            signal
        );
        var id = new MessageId(Guid.CreateVersion7());
        var name = PostsWanted.Definition.Name;
        var delivery = new Delivery(id, "broadcast", name, 1, cause, null);
        return handler.HandleAsync(new PostsWanted(channel, cause), delivery, Ct);
    }

    internal Task<IReadOnlyList<string>> PostsAsync() =>
        Db.ListAsync(
            """
            select concat_ws(' ', place, state, 'sent', sent, 'failed', failures,
                   case when is_uncertain then 'uncertain' end)
              from standing_posts order by place desc
            """
        );
}
