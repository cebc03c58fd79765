using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pgp.Common.Database;
using Pgp.Common.Settings;
using Pgp.Common.Tasks;
using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.NpIpn.Intake;
using Pgp.Testing;

namespace Pgp.IntegrationTests.NpIpn;

/// <summary>What is answered 200 is durable, with exactly one task; what is not is answered.</summary>
public sealed class IpnWriterTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    [Fact]
    public async Task Five_hundred_messages_at_once_are_all_stored_with_one_task_each()
    {
        await using var writer = await RunningWriter.StartAsync(Database);
        var stored = await Task.WhenAll(
            Enumerable.Range(1, 500).Select(number => writer.StoreAsync(Message(number)))
        );
        Assert.DoesNotContain(false, stored);
        Assert.Equal(500, await EventsAsync());
        Assert.Equal(500, await TasksAsync());
        Assert.Equal(
            500,
            await Db.AskAsync<long>(
                """
                select count(*)
                  from payment_events
                  join outbox
                    on outbox.effect_key = outbox.name || ':' || encode(body_sha256, 'hex')
                 where outbox.source = 'pgp_np_ipn'
                   and outbox.target = 'orchestrator'
                   and sha256(body) = body_sha256
                """
            )
        );
    }

    [Fact]
    public async Task A_repeated_message_is_stored_once_and_answered_each_time()
    {
        await using var writer = await RunningWriter.StartAsync(Database);
        Assert.True(await writer.StoreAsync(Message(1)));
        var again = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(number => writer.StoreAsync(Message(1 + (number % 4))))
        );
        Assert.DoesNotContain(false, again);
        Assert.Equal(4, await EventsAsync());
        Assert.Equal(4, await TasksAsync());
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("too-long")]
    public async Task A_message_the_database_refuses_does_not_lose_its_neighbours(string poison)
    {
        var writer = new RunningWriter(Database);
        var id = poison == "too-long" ? new string('5', 65) : poison;
        // Queued before the writer starts, so that all are in one group.
        var before = Enumerable.Range(1, 10).Select(n => writer.StoreAsync(Message(n))).ToList();
        var bad = writer.StoreAsync(Message(99) with { ProviderPaymentId = id });
        var after = Enumerable.Range(11, 10).Select(n => writer.StoreAsync(Message(n))).ToList();
        await using (writer)
        {
            await writer.StartAsync();
            Assert.DoesNotContain(false, await InTimeAsync(Task.WhenAll(before.Concat(after))));
            Assert.False(await InTimeAsync(bad));
            Assert.True(await InTimeAsync(writer.StoreAsync(Message(30))));
        }

        Assert.Equal(21, await EventsAsync());
        Assert.Equal(21, await TasksAsync());
    }

    [Fact]
    public async Task A_message_that_names_no_payment_is_kept_without_a_task()
    {
        await using var writer = await RunningWriter.StartAsync(Database);
        Assert.True(await writer.StoreAsync(Message(1) with { ProviderPaymentId = null }));
        Assert.Equal(
            [IpnQueries.NoPayment],
            await Db.ListAsync("select provider_payment_id from payment_events")
        );
        Assert.Equal(0, await TasksAsync());
    }

    [Fact]
    public async Task A_message_goes_on_with_the_story_of_its_order()
    {
        var order = await Seed.OrderAsync(Db, await Seed.ChannelAsync(Db), Clock.GetUtcNow());
        await using var writer = await RunningWriter.StartAsync(Database);
        await writer.StoreAsync(Message(1) with { OrderId = order, TraceParent = "00-request" });
        await writer.StoreAsync(
            Message(2) with
            {
                OrderId = OrderId.New(Clock),
                TraceParent = "00-request",
            }
        );
        Assert.Equal(
            [$"1 {order} {Seed.TraceParent}", "2  00-request"],
            await Db.ListAsync(
                """
                select provider_payment_id || ' ' || correlation || ' ' || outbox.traceparent
                  from payment_events
                  join outbox
                    on outbox.effect_key = outbox.name || ':' || encode(body_sha256, 'hex')
                 order by provider_payment_id
                """
            )
        );
    }

    [Fact]
    public async Task Without_a_database_the_sender_is_asked_to_come_again()
    {
        var nobody = TestService.Nobody();
        await using var database = DatabaseAt(nobody.Port);
        await using var writer = await RunningWriter.StartAsync(database);
        var stored = await InTimeAsync(
            Task.WhenAll(Enumerable.Range(1, 100).Select(n => writer.StoreAsync(Message(n))))
        );
        Assert.DoesNotContain(true, stored);
        Assert.False(await InTimeAsync(writer.StoreAsync(Message(1))));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_holds_up_a_group_once_and_not_each_message()
    {
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        await using var database = DatabaseAt(((IPEndPoint)deaf.LocalEndpoint).Port);
        var writer = new RunningWriter(database);
        var waiting = Enumerable.Range(1, 60).Select(n => writer.StoreAsync(Message(n))).ToList();
        var began = Stopwatch.GetTimestamp();
        await using (writer)
        {
            await writer.StartAsync();
            Assert.DoesNotContain(true, await InTimeAsync(Task.WhenAll(waiting)));
        }

        // One attempt to connect takes a second here.
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 10);
    }

    private Database Database => Db.As(ServiceName.NpIpn, Clock);

    private IpnMessage Message(int number)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"payment_id":{{number}}}""");
        return new IpnMessage(
            Guid.CreateVersion7(Clock.GetUtcNow()),
            $"{number}",
            OrderId: null,
            body,
            SHA256.HashData(body),
            "Sorted",
            TraceParent: null
        );
    }

    private Database DatabaseAt(int port)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DB_POOL_TIMEOUT"] = "1",
        };
        var profile = DatabaseProfile.Standard.With(new SettingsReader(settings));
        var address = new DatabaseAddress(
            new NpgsqlConnectionStringBuilder(Db.ConnectionString)
            {
                Host = "127.0.0.1",
                Port = port,
            }.ConnectionString,
            AssumeRole: true
        );
        var source = DataSources.Create(address, ServiceName.NpIpn.DatabaseRole, profile);
        return new Database(source, profile, new FaultPoints(), Db.Signal, Clock);
    }

    private static Task<T> InTimeAsync<T>(Task<T> task) =>
        task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Ct);

    private Task<long> EventsAsync() => Db.AskAsync<long>("select count(*) from payment_events");

    private Task<long> TasksAsync() =>
        Db.AskAsync<long>("select count(distinct effect_key) from outbox");

    private sealed class RunningWriter(Database database) : IAsyncDisposable
    {
        private readonly IpnWriter writer = new(
            database,
            new OutboxSignal(),
            NullLogger<IpnWriter>.Instance
        );

        public static async Task<RunningWriter> StartAsync(Database database)
        {
            var running = new RunningWriter(database);
            await running.StartAsync();
            return running;
        }

        public Task StartAsync() => writer.StartAsync(Ct);

        public Task<bool> StoreAsync(IpnMessage message) => writer.StoreAsync(message, Ct);

        public async ValueTask DisposeAsync()
        {
            await writer.StopAsync(CancellationToken.None);
            writer.Dispose();
        }
    }
}
