using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Rpc;
using Pgp.Common.Database;
using Pgp.Host.Demo;
using Pgp.Host.Stack;
using Pgp.Local;
using Pgp.Testing;

namespace Pgp.FlowTests.Support;

/// <summary>
/// The whole system for the tests of one collection: all services, the partners' simulators and a
/// chain of its own, on a fresh database. Pauses are short; nothing else differs from production.
/// </summary>
public abstract class FlowStack(ClusterFixture cluster) : IAsyncLifetime
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PartnerStep = TimeSpan.FromMilliseconds(50);

    private readonly FaultPoints points = new();
    private readonly HttpClient chainHttp = new();
    private int people = 1_000;
    private int channels;

    /// <summary>Settings beyond the quick ones that all stacks of tests have.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    public LocalStack Stack { get; private set; } = null!;

    public SandboxClient Sandbox { get; private set; } = null!;

    public Facts Facts { get; private set; } = null!;

    public HttpClient Http { get; } =
        new(new SocketsHttpHandler { Expect100ContinueTimeout = CallLimit })
        {
            Timeout = CallLimit,
        };

    internal Sabotage Sabotage { get; private set; } = null!;

    internal Evidence Evidence { get; private set; } = null!;

    /// <summary>The chain itself, past the sandbox's proxy.</summary>
    internal EthereumRpc Chain { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var ct = CancellationToken.None;
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CONFIRMATIONS"] = "1",
            ["CHAIN_WATCH_MS"] = "100",
            ["HOSTPAY1_FOLLOW_MS"] = "100",
            ["PAYOUT_LIMIT_RECHECK_MS"] = "100",
            ["TASK_BACKOFF_MIN_MS"] = "50",
            ["TASK_BACKOFF_MAX_MS"] = "1000",
            ["TASK_LEASE_MS"] = "3000",
            // All services of several stacks share one server with 800 connections.
            ["DB_POOL_SIZE"] = "4",
            ["DB_MAX_OVERFLOW"] = "4",
        };
        foreach (var (name, value) in Settings)
        {
            settings[name] = value;
        }

        Sabotage = new Sabotage(points);
        Stack = await LocalStack.StartAsync(
            new LocalStackOptions(LocalFolders.Find(), Temporary: true)
            {
                Database = await cluster.Cluster.CreateDatabaseAsync(ct),
                BlockTime = null,
                PartnerStep = PartnerStep,
                Settings = settings,
                Faults = points,
                Logging = logging => logging.SetMinimumLevel(LogLevel.None),
            },
            ct
        );
        Sandbox = new SandboxClient(Stack);
        Facts = new Facts(NpgsqlDataSource.Create(Stack.Database));
        Evidence = new Evidence(Stack);
        chainHttp.BaseAddress = Stack.Chain;
        Chain = new EthereumRpc(chainHttp);
        // What Telegram allows a bot is slower than a machine; the limits have tests of their own.
        await Sandbox.SetAsync("telegram/limits", """{"enabled":false}""", ct);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http.Dispose();
        chainHttp.Dispose();
        Sandbox.Dispose();
        await Evidence.DisposeAsync();
        await Facts.DisposeAsync();
        await Stack.DisposeAsync();
    }

    /// <summary>A Telegram id that nobody has yet.</summary>
    public long NextPerson() => Interlocked.Increment(ref people);

    public int NextChannel() => Interlocked.Increment(ref channels);

    /// <summary>What a channel pair is called in requests.</summary>
    internal async Task<string> ChannelIdAsync(SampleChannel channel)
    {
        var id = await Facts.RowAsync(
            "select channel_id from channels where link_code = $1",
            channel.Code
        );
        return new ChannelId(Guid.Parse(id)).ToString();
    }

    /// <summary>Wallet in the books less wallet on the chain, per coin.</summary>
    public async Task<IReadOnlyDictionary<string, string>> DifferencesAsync(CancellationToken ct) =>
        (await Evidence.ReconcileAsync(ct)).ToDictionary(
            line => line.Key,
            line => line.Value.Difference,
            StringComparer.Ordinal
        );

    /// <summary>How many transactions the wallet has sent, as the chain counts them.</summary>
    public Task<long> SentByWalletAsync(CancellationToken ct) =>
        Chain.TransactionCountAsync(EthAddress.Parse(Stack.Wallet), BlockTag.Latest, ct);

    /// <summary>Whether the node knows a transaction, mined or not.</summary>
    public async Task<bool> IsOnTheWayAsync(string hash, CancellationToken ct)
    {
        var call = $$"""
            {"jsonrpc":"2.0","id":1,"method":"eth_getTransactionByHash","params":["{{hash}}"]}
            """;
        using var body = new StringContent(call, Encoding.UTF8, "application/json");
        using var answer = await Http.PostAsync(Stack.Chain, body, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        return JsonNode.Parse(text)!["result"] is not null;
    }

    /// <summary>Pulls a string of the chain, for example <c>evm_setAutomine</c>.</summary>
    public Task SetChainAsync(string method, bool value, CancellationToken ct)
    {
        var flag = value ? "true" : "false";
        var body = $$"""{"method":"{{method}}","params":[{{flag}}]}""";
        return Sandbox.SetAsync("chain/rpc", body, ct);
    }
}
