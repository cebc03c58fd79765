using System.Numerics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Pgp.Common.Hosting;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Host.Stack;
using Pgp.HostPay1;
using Pgp.HostPay3;
using Pgp.Ledger;
using Pgp.Local;
using Pgp.Testing;

namespace Pgp.FlowTests.Chain;

/// <summary>
/// HOSTPAY1 and HOSTPAY3 with a chain whose blocks, pool and base fee the tests command. A block
/// comes every 50 ms unless a test holds them back; what is paid is direct payouts.
/// </summary>
public abstract class ChainStage(ClusterFixture cluster, TimeSpan replaceAfter) : IAsyncLifetime
{
    public const int Confirmations = 3;
    public const int ReplacementsMax = 2;
    public const long CeilingGwei = 5;

    private static readonly BigInteger BaseFee = 1_000;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    private readonly List<CoinAmount> leftOpen = [];
    private LocalStack stack = null!;
    private BlockPump pump = null!;
    private WebApplication app = null!;
    private WalletBooks books = null!;
    private IReadOnlyDictionary<string, string> settings = null!;

    public string Wallet => stack.Wallet;

    /// <summary>Connection string of the database's owner.</summary>
    internal string Database => stack.Database;

    internal NodeControl Node { get; private set; } = null!;

    internal Tokens Tokens { get; private set; } = null!;

    /// <summary>The node that HOSTPAY3 asks.</summary>
    internal NodeInFront Front { get; private set; } = null!;

    /// <summary>The partners' simulators, for fault orders.</summary>
    internal SandboxClient Sandbox { get; private set; } = null!;

    internal PayoutDesk Desk { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var ct = CancellationToken.None;
        stack = await LocalStack.StartAsync(
            new LocalStackOptions(LocalFolders.Find(), Temporary: true)
            {
                Database = await cluster.Cluster.CreateDatabaseAsync(ct),
                BlockTime = null,
                WithServices = false,
                Logging = logging => logging.SetMinimumLevel(LogLevel.None),
            },
            ct
        );
        Sandbox = new SandboxClient(stack);
        Node = new NodeControl(stack.Chain);
        Tokens = new Tokens(Node);
        await Tokens.FillAsync(Wallet, ct);
        await Node.CallAsync("evm_setAutomine", [false], ct);
        await Node.SetBaseFeeAsync(BaseFee, ct);
        pump = new BlockPump(Node);
        Front = await NodeInFront.StartAsync(new Uri(stack.Sandbox, "chain"), ct);
        settings = Settings();
        app = await ServeAsync(settings, ct);
        Desk = await PayoutDesk.OpenAsync(stack.Database, ct);
        books = new WalletBooks(Desk.Tables, Node, Wallet);
        await WaitForWalletAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await StopServicesAsync();
        await Desk.DisposeAsync();
        await Front.DisposeAsync();
        await pump.DisposeAsync();
        Node.Dispose();
        Sandbox.Dispose();
        await stack.DisposeAsync();
    }

    /// <summary>From here on only the test mines.</summary>
    internal Task<IDisposable> HoldBlocksAsync(CancellationToken ct) => pump.HoldAsync(ct);

    /// <summary>Hands a payout over to somebody who has nothing yet.</summary>
    internal async Task<(PayoutId Payout, string Receiver)> PayAsync(
        CoinAmount amount,
        CancellationToken ct
    )
    {
        var receiver = PayoutDesk.FreshAddress();
        return (await Desk.HandOverAsync(amount, receiver, ct), receiver);
    }

    /// <summary>Looks at the transfer until it is as wanted.</summary>
    internal Task<SeenTransfer> SeeAsync(
        PayoutId payout,
        Func<SeenTransfer, bool> wanted,
        CancellationToken ct
    ) =>
        Eventually.GetAsync(
            async () => await SeenTransfer.ReadAsync(Desk.Tables, payout, ct) ?? SeenTransfer.None,
            wanted,
            ct,
            Within
        );

    /// <summary>Waits until HOSTPAY1 has closed the payout.</summary>
    internal Task<(string State, string? Reason)> SeeEndAsync(
        PayoutId payout,
        CancellationToken ct
    ) =>
        Eventually.GetAsync(
            () => SeenTransfer.EndAsync(Desk.Tables, payout, ct),
            end => end.State is "completed" or "failed_review",
            ct,
            Within
        );

    /// <summary>Waits for the good end and checks it: one nonce, one mined transaction.</summary>
    internal async Task<SeenTransfer> SeeConfirmedAsync(PayoutId payout, CancellationToken ct)
    {
        Assert.Equal(("completed", null), await SeeEndAsync(payout, ct));
        var seen = await SeeAsync(payout, transfer => transfer.State == "confirmed", ct);
        Assert.All(seen.Transactions, sent => Assert.Equal(seen.Nonce, sent.Nonce));
        var mined = Assert.Single(seen.Transactions, sent => sent.State == "confirmed");
        Assert.Equal(
            seen.Transactions.Count - 1,
            seen.Transactions.Count(sent => sent.State == "replaced")
        );
        var receipt = await Node.ReceiptAsync(mined.Hash, ct);
        Assert.Equal("0x1", receipt!["status"]!.GetValue<string>());
        Assert.Equal((long)NodeControl.Number(receipt["blockNumber"]), mined.Block);
        Assert.Equal((long)NodeControl.Number(receipt["gasUsed"]), mined.GasUsed);
        Assert.Equal(NodeControl.Number(receipt["effectiveGasPrice"]), mined.GasPrice);
        return seen;
    }

    /// <summary>For a payout that a test leaves to a person: it stays owed.</summary>
    internal void LeaveOpen(CoinAmount amount) => leftOpen.Add(amount);

    /// <summary>See <see cref="WalletBooks.CheckAsync"/>.</summary>
    internal Task CheckBooksAsync(CancellationToken ct) => books.CheckAsync(leftOpen, ct);

    /// <summary>Sum of one account's postings.</summary>
    internal Task<BigInteger> BalanceAsync(Account account, Coin coin, CancellationToken ct) =>
        books.BalanceAsync(account, coin, ct);

    /// <summary>Starts the services anew with settings that differ.</summary>
    internal async Task RestartAsync(
        IReadOnlyDictionary<string, string> changes,
        CancellationToken ct
    )
    {
        await StopServicesAsync();
        var changed = settings.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            changed[name] = value;
        }

        app = await ServeAsync(changed, ct);
    }

    /// <summary>Somebody else with the wallet's key sends nothing to nobody.</summary>
    /// <param name="nonce">None: the next in the chain.</param>
    internal async Task<string> SendOutsideAsync(long? nonce, CancellationToken ct)
    {
        await Node.CallAsync("anvil_impersonateAccount", [Wallet], ct);
        var at = nonce ?? await Node.SentAsync(Wallet, ct);
        var hash = await Node.SendAsync(
            new()
            {
                ["from"] = Wallet,
                ["to"] = PayoutDesk.FreshAddress(),
                ["nonce"] = NodeControl.Hex(at),
                ["gas"] = NodeControl.Hex(21_000),
            },
            ct
        );
        await Node.CallAsync("anvil_stopImpersonatingAccount", [Wallet], ct);
        return hash;
    }

    /// <summary>Books the gas of what was sent outside, as the operator would.</summary>
    internal Task BookOutsideAsync(JsonObject receipt, CancellationToken ct)
    {
        var price = NodeControl.Number(receipt["effectiveGasPrice"]);
        var burnt = NodeControl.Number(receipt["gasUsed"]) * price;
        return Desk.BookCapitalAsync("outside", new CoinAmount(Coin.Eth, -burnt), ct);
    }

    /// <summary>The chain's simulator behaves again.</summary>
    internal Task ForgetFaultsAsync(CancellationToken ct) => Faults.ForgetAsync(stack, "chain", ct);

    private Dictionary<string, string> Settings() =>
        new(stack.Settings, StringComparer.Ordinal)
        {
            ["ETHEREUM_RPC_URL"] = Front.Url.ToString(),
            ["CONFIRMATIONS"] = $"{Confirmations}",
            ["MAX_FEE_GWEI"] = $"{CeilingGwei}",
            ["CHAIN_WATCH_MS"] = "100",
            ["CHAIN_REPLACE_MS"] = $"{replaceAfter.TotalMilliseconds}",
            ["CHAIN_REPLACEMENTS_MAX"] = $"{ReplacementsMax}",
            ["TASK_POLL_MS"] = "50",
            ["TASK_BACKOFF_MIN_MS"] = "50",
            ["TASK_BACKOFF_MAX_MS"] = "500",
            ["DB_POOL_SIZE"] = "4",
            ["DB_MAX_OVERFLOW"] = "4",
        };

    private static async Task<WebApplication> ServeAsync(
        IReadOnlyDictionary<string, string> settings,
        CancellationToken ct
    )
    {
        var serving = PgpApplication.Build(
            new PgpApplicationOptions(
                [new HostPay1Service(), new HostPay3Service()],
                WithDispatcher: true,
                settings,
                "http://127.0.0.1:0"
            )
            {
                Logging = logging => logging.SetMinimumLevel(LogLevel.None),
            }
        );
        await serving.StartAsync(ct);
        return serving;
    }

    private async Task StopServicesAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task WaitForWalletAsync(CancellationToken ct) =>
        await Eventually.GetAsync(
            async () =>
                await Desk.Tables.RunAsync(
                    "select address from wallets",
                    sql => sql.AllAsync(row => row.Text(0), ct),
                    ct
                ),
            wallets => wallets.Count == 1,
            ct,
            Within
        );
}

/// <summary>Does not bid again while a test lasts: what is out stays out.</summary>
public sealed class PatientStage(ClusterFixture cluster)
    : ChainStage(cluster, TimeSpan.FromMinutes(5));

/// <summary>Bids again after half a second.</summary>
public sealed class BiddingStage(ClusterFixture cluster)
    : ChainStage(cluster, TimeSpan.FromMilliseconds(500));

[CollectionDefinition(nameof(PatientCollection))]
public sealed class PatientCollection : ICollectionFixture<PatientStage>;

[CollectionDefinition(nameof(BiddingCollection))]
public sealed class BiddingCollection : ICollectionFixture<BiddingStage>;
