using Microsoft.Extensions.Logging;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.FlowTests.Chain;
using Pgp.Host.Stack;
using Pgp.Local;
using Pgp.Testing;

namespace Pgp.FlowTests.Processes;

/// <summary>
/// The system spread over processes that reach each other by HTTP only. Database, chain and
/// the partners' simulators stay with the tests, so that a killed process takes nothing along.
/// </summary>
public sealed class ProcessStack(ClusterFixture cluster) : IAsyncLifetime
{
    /// <summary>Holds the wallet.</summary>
    public const string Wallet = "hostpay3";

    /// <summary>Delivers the tasks; serves nothing else.</summary>
    public const string Dispatcher = "dispatcher";

    /// <summary>Changes coins; started by the tests that need it.</summary>
    public const string Changer = "microbatchprocessor";

    /// <summary>Pays collecting owners; started by the tests that need it.</summary>
    public const string Payer = "batchprocessor";

    /// <summary>A delivery that takes longer is given to someone else.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMilliseconds(1500);

    private static readonly TimeSpan PaidWithin = TimeSpan.FromSeconds(90);

    private static readonly string[][] Groups =
    [
        ["np-ipn", "server", "webapi", "broadcast", "oversight"],
        ["orchestrator", "invite", "notifications", "accumulator"],
        ["split1", "split2", "split3"],
        ["hostpay1", "hostpay2"],
        [Wallet],
        [Dispatcher],
    ];

    private static readonly string[][] OnDemand =
    [
        [Changer],
        [Payer],
    ];

    private ServiceFleet fleet = null!;
    private LocalStack stack = null!;

    internal IReadOnlyDictionary<string, string> Settings => fleet.Settings;

    internal SandboxClient Sandbox { get; private set; } = null!;

    internal NodeControl Node { get; private set; } = null!;

    internal PayoutDesk Desk { get; private set; } = null!;

    internal WalletBooks Books { get; private set; } = null!;

    internal string WalletAddress => stack.Wallet;

    public async ValueTask InitializeAsync()
    {
        var ct = CancellationToken.None;
        stack = await LocalStack.StartAsync(
            new LocalStackOptions(LocalFolders.Find(), Temporary: true)
            {
                Database = await cluster.Cluster.CreateDatabaseAsync(ct),
                WithServices = false,
                Logging = logging => logging.SetMinimumLevel(LogLevel.None),
            },
            ct
        );
        Sandbox = new SandboxClient(stack);
        Node = new NodeControl(stack.Chain);
        await new Tokens(Node).FillAsync(stack.Wallet, ct);
        Desk = await PayoutDesk.OpenAsync(stack.Database, ct);
        Books = new WalletBooks(Desk.Tables, Node, stack.Wallet);
        fleet = new ServiceFleet([.. Groups.Concat(OnDemand).Select(Place)], Configure());
        await Task.WhenAll(Groups.Select(group => fleet.StartAsync(group[0], ct)));
        await Eventually.GetAsync(
            () => ListAsync("select address from wallets", ct),
            wallets => wallets.Count == 1,
            ct
        );
    }

    public async ValueTask DisposeAsync()
    {
        await fleet.DisposeAsync();
        await Desk.DisposeAsync();
        Node.Dispose();
        Sandbox.Dispose();
        await stack.DisposeAsync();
    }

    /// <summary>Starts the process that this service leads and waits until it can work.</summary>
    internal Task StartAsync(string first, CancellationToken ct) => fleet.StartAsync(first, ct);

    /// <summary>As above without waiting.</summary>
    internal Task LaunchAsync(string first, CancellationToken ct) => fleet.LaunchAsync(first, ct);

    /// <summary>SIGKILL.</summary>
    internal Task KillAsync(string first) => fleet.KillAsync(first);

    /// <summary>SIGTERM.</summary>
    internal async Task StopAsync(string first) => Assert.Equal(0, await fleet.StopAsync(first));

    /// <summary>One more process, which the others know nothing of.</summary>
    internal static Task<ServiceProcess> StartAnotherAsync(
        string service,
        IReadOnlyDictionary<string, string> settings,
        CancellationToken ct
    ) => ServiceProcess.StartAsync([service], settings, FreeUrl(), ct);

    /// <summary>The settings with some changed, or (null) left out.</summary>
    internal Dictionary<string, string> SettingsWith(
        params IEnumerable<(string Name, string? Value)> changes
    )
    {
        var settings = new Dictionary<string, string>(Settings, StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            settings.Remove(name);
            if (value is not null)
            {
                settings[name] = value;
            }
        }

        return settings;
    }

    /// <summary>Hands so many direct payouts over, of all coins in turn.</summary>
    internal async Task<List<DirectPayout>> PayAsync(int count, CancellationToken ct)
    {
        var payouts = new List<DirectPayout>();
        for (var i = 0; i < count; i++)
        {
            var coin = Coin.OfHostWallet[i % Coin.OfHostWallet.Count];
            var amount = new CoinAmount(coin, 1_000_000 + i);
            var receiver = PayoutDesk.FreshAddress();
            var id = await Desk.HandOverAsync(amount, receiver, ct);
            payouts.Add(new DirectPayout(id, amount, receiver));
        }

        return payouts;
    }

    /// <summary>
    /// Waits for all ends and checks them: one nonce and one mined transaction each, no gap between
    /// the nonces, every receiver paid once, books and chain in agreement, no task left behind.
    /// </summary>
    /// <param name="first">The wallet's count of transactions before the payouts.</param>
    internal async Task CheckPaidOnceAsync(
        List<DirectPayout> payouts,
        long first,
        CancellationToken ct
    )
    {
        var nonces = new List<long>();
        foreach (var payout in payouts)
        {
            await Eventually.GetAsync(
                () => SeenTransfer.EndAsync(Desk.Tables, payout.Id, ct),
                end => end.State == "completed",
                ct,
                PaidWithin
            );
            var seen = await SeenTransfer.ReadAsync(Desk.Tables, payout.Id, ct);
            Assert.Equal("confirmed", seen!.State);
            Assert.Single(seen.Transactions, sent => sent.State == "confirmed");
            Assert.All(seen.Transactions, sent => Assert.Equal(seen.Nonce, sent.Nonce));
            nonces.Add(seen.Nonce!.Value);
            Assert.Equal(
                payout.Amount.Atomic,
                await Node.HoldingAsync(payout.Amount.Coin, payout.Receiver, ct)
            );
        }

        Assert.Equal(Enumerable.Range(0, payouts.Count).Select(i => first + i), nonces.Order());
        Assert.Equal(first + payouts.Count, await Node.SentAsync(WalletAddress, ct));
        await CheckTasksAsync(ct);
        await Books.CheckAsync([], ct);
    }

    /// <summary>Every task was delivered and done; none is open, rejected or given up.</summary>
    internal async Task CheckTasksAsync(CancellationToken ct)
    {
        await Eventually.GetAsync(
            () => ListAsync("select name || ' ' || state from outbox where state <> 'done'", ct),
            left => left.Count == 0,
            ct
        );
        Assert.Empty(await ListAsync("select name || ': ' || reason from dead_letters", ct));
    }

    /// <summary>The chain's simulator behaves again.</summary>
    internal Task ForgetFaultsAsync(CancellationToken ct) => Faults.ForgetAsync(stack, "chain", ct);

    /// <summary>The first column of a query's answer, as text.</summary>
    internal Task<IReadOnlyList<string>> ListAsync(string sql, CancellationToken ct) =>
        Desk.Tables.RunAsync(sql, query => query.AllAsync(row => row.Text(0), ct), ct);

    // The people's side has the address that the partners were told.
    private ServiceGroup Place(string[] group) =>
        new(group[0], group, group == Groups[0] ? stack.App : FreeUrl());

    private Dictionary<string, string> Configure() =>
        new(stack.Settings, StringComparer.Ordinal)
        {
            ["TASK_LEASE_MS"] = $"{Lease.TotalMilliseconds}",
            ["TASK_BACKOFF_MAX_MS"] = "1000",
            ["CHAIN_WATCH_MS"] = "200",
            ["DB_POOL_SIZE"] = "3",
            ["DB_MAX_OVERFLOW"] = "3",
        };

    private static Uri FreeUrl() => new($"http://127.0.0.1:{FreePorts.Next()}");
}

/// <summary>A payout that goes straight to its receiver.</summary>
internal sealed record DirectPayout(PayoutId Id, CoinAmount Amount, string Receiver);

[CollectionDefinition(nameof(ProcessCollection))]
public sealed class ProcessCollection : ICollectionFixture<ProcessStack>;
