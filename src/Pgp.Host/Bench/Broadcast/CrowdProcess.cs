using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Adapters.Telegram;
using Pgp.Broadcast;
using Pgp.Broadcast.Announcements;
using Pgp.Broadcast.Lane;
using Pgp.Common.Database;
using Pgp.Common.Settings;
using Pgp.Common.Tasks;
using Pgp.Contracts.Services;

namespace Pgp.Host.Bench.Broadcast;

/// <summary>Where in a message's way a process dies.</summary>
internal enum Death
{
    /// <summary>The message is on record and has not left.</summary>
    BeforeCall,

    /// <summary>It has arrived, and nobody hears of it.</summary>
    BeforeAnswer,

    /// <summary>The answer has come and is not on record.</summary>
    BeforeRecord,
}

/// <summary>
/// One process of BROADCAST: its own connections, its own worker. Dead, it does nothing any more,
/// wherever it was: no statement, no call, no answer.
/// </summary>
internal sealed class CrowdProcess : IAsyncDisposable
{
    private readonly VirtualClock clock;
    private readonly CrowdTelegram telegram;
    private readonly Database database;
    private readonly HttpClient http;
    private readonly AnnouncementWorker worker;
    private int callsLeft = int.MaxValue;
    private Death death;

    public CrowdProcess(string connection, VirtualClock clock, CrowdTelegram telegram)
    {
        this.clock = clock;
        this.telegram = telegram;
        var profile = DatabaseProfile.Standard;
        var address = new DatabaseAddress(connection, AssumeRole: true);
        database = new Database(
            DataSources.Create(address, ServiceName.Broadcast.DatabaseRole, profile),
            profile,
            new FaultPoints { OnReach = Reach },
            new OutboxSignal(),
            clock
        );
        http = new HttpClient(new Wire(this));
        var bot = new TelegramOptions
        {
            Token = "123456:BENCH-TOKEN",
            BaseAddress = new Uri("http://telegram.bench/"),
        };
        var options = new BroadcastOptions(
            new Secret("none"),
            "bench_bot",
            TimeSpan.FromDays(1),
            TimeSpan.FromMinutes(5),
            PerSecond
        );
        var lane = new SendLane(database, options, NullLogger<SendLane>.Instance);
        worker = new AnnouncementWorker(
            database,
            new Keeper(database, NullLogger<Keeper>.Instance),
            new Carrier(database, new TelegramGateway(TelegramGateway.CreateBot(bot, http)), lane),
            new AnnouncementSignal(),
            NullLogger<AnnouncementWorker>.Instance
        );
    }

    /// <summary>All that Telegram allows: nobody talks with the bot meanwhile.</summary>
    public static int PerSecond => 30;

    public bool IsDead { get; private set; }

    public Task StartAsync() => worker.StartAsync(CancellationToken.None);

    /// <summary>It dies at one of its calls.</summary>
    public void DieAt(int call, Death at)
    {
        death = at;
        Volatile.Write(ref callsLeft, call);
    }

    public async ValueTask DisposeAsync()
    {
        IsDead = true;
        await worker.StopAsync(CancellationToken.None);
        worker.Dispose();
        http.Dispose();
        await database.DisposeAsync();
    }

    // Statements are told apart by what they do, as the bench knows the tables and not the texts.
    private void Reach(string point, string statement)
    {
        var isRecord = statement.Contains("set state = $3", StringComparison.Ordinal);
        if (point == "before statement")
        {
            if (isRecord && death == Death.BeforeRecord && Volatile.Read(ref callsLeft) <= 0)
            {
                IsDead = true;
            }

            ThrowIfDead();
            clock.Count(1);
        }
        else if (point == "after statement")
        {
            clock.Count(-1);
        }

        ThrowIfDead();
    }

    private void ThrowIfDead()
    {
        if (IsDead)
        {
            throw new InvalidOperationException("this process is dead");
        }
    }

    private async Task<(int Code, string Body)> CallAsync(long person)
    {
        var dies = Interlocked.Decrement(ref callsLeft) == 0;
        IsDead |= dies && death == Death.BeforeCall;
        ThrowIfDead();
        var answer = telegram.Send(person);
        IsDead |= dies && death == Death.BeforeAnswer;
        await Task.Delay(TimeSpan.FromMilliseconds(40 + person * 7919 % 200), clock);
        ThrowIfDead();
        return answer;
    }

    private sealed class Wire(CrowdProcess process) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            var chat = JsonNode.Parse(body)!["chat_id"]!.ToString();
            var person = long.Parse(chat, CultureInfo.InvariantCulture);
            var (code, answer) = await process.CallAsync(person);
            return new HttpResponseMessage((HttpStatusCode)code)
            {
                Content = new StringContent(answer, Encoding.UTF8, "application/json"),
            };
        }
    }
}
