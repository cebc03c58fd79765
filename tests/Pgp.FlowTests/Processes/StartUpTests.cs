using Npgsql;
using Pgp.FlowTests.Chain;
using Pgp.Local;
using Pgp.Testing;

namespace Pgp.FlowTests.Processes;

/// <summary>
/// A start that cannot work out fails at once and says why, without giving secrets away.
/// </summary>
[Collection(nameof(ProcessCollection))]
public sealed class StartUpTests(ProcessStack stack, ClusterFixture cluster)
{
    private const int Misconfigured = 2;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Missing_settings_end_the_start_with_the_list_of_their_names()
    {
        var settings = stack.SettingsWith(
            ("HOST_WALLET_PRIVATE_KEY", null),
            ("ETHEREUM_RPC_URL", null),
            ("TPS_HOSTPAY_SIGNING_KEY", null),
            ("CONFIRMATIONS", "many")
        );

        var log = await RefusedAsync(settings);

        Assert.Contains("HOST_WALLET_PRIVATE_KEY is missing", log, StringComparison.Ordinal);
        Assert.Contains("ETHEREUM_RPC_URL is missing", log, StringComparison.Ordinal);
        Assert.Contains("TPS_HOSTPAY_SIGNING_KEY is missing", log, StringComparison.Ordinal);
        Assert.Contains("CONFIRMATIONS is not a whole number", log, StringComparison.Ordinal);
        Assert.DoesNotContain("many", log, StringComparison.Ordinal);
        NamesNoValue(log, settings);
    }

    [Fact]
    public async Task A_wallet_that_is_not_the_keys_own_is_refused()
    {
        var settings = stack.SettingsWith(
            ("HOST_WALLET_ETH_ADDRESS", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")
        );

        var log = await RefusedAsync(settings);

        Assert.Contains(
            "HOST_WALLET_ETH_ADDRESS is not the address of the private key",
            log,
            StringComparison.Ordinal
        );
        NamesNoValue(log, settings);
    }

    [Fact]
    public async Task Without_its_database_a_service_lives_but_is_not_ready()
    {
        var nowhere = new NpgsqlConnectionStringBuilder(stack.Settings["PGP_DATABASE"])
        {
            Host = "127.0.0.1",
            Port = FreePorts.Next(),
        };
        var settings = stack.SettingsWith(("PGP_DATABASE", nowhere.ConnectionString));
        foreach (var name in (string[])[ProcessStack.Wallet, ProcessStack.Dispatcher])
        {
            await using var alone = await ProcessStack.StartAnotherAsync(name, settings, Ct);
            await Eventually.GetAsync(
                () => alone.StatusAsync("/health", Ct),
                status => status == 200,
                Ct
            );
            Assert.Equal(503, await alone.StatusAsync("/ready", Ct));
            Assert.Equal(200, await alone.StatusAsync("/health", Ct));
            Assert.Equal(0, await alone.StopAsync());
        }
    }

    [Fact]
    public async Task A_wallet_that_starts_before_its_database_is_opened_when_that_comes()
    {
        var database = await cluster.Cluster.CreateDatabaseAsync(Ct);
        var real = new NpgsqlConnectionStringBuilder(database);
        var late = new NpgsqlConnectionStringBuilder(database)
        {
            Host = "127.0.0.1",
            Port = FreePorts.Next(),
        };
        var settings = stack.SettingsWith(("PGP_DATABASE", late.ConnectionString));
        await using var alone = await ProcessStack.StartAnotherAsync(
            ProcessStack.Wallet,
            settings,
            Ct
        );
        await Eventually.GetAsync(
            () => alone.StatusAsync("/ready", Ct),
            status => status == 503,
            Ct
        );

        await using var relay = new Relay(late.Port, real.Port);

        await alone.WaitUntilReadyAsync(Ct);
        await IsOpenedAsync(database);
    }

    [Fact]
    public async Task A_wallet_that_starts_on_a_wrong_chain_is_opened_when_the_right_one_comes()
    {
        var database = await cluster.Cluster.CreateDatabaseAsync(Ct);
        await using var node = await NodeInFront.StartAsync(
            new Uri(stack.Settings["ETHEREUM_RPC_URL"]),
            Ct
        );
        var wrong = node.Answering(
            "eth_chainId",
            200,
            """{"jsonrpc":"2.0","id":1,"result":"0x1"}"""
        );
        var settings = stack.SettingsWith(
            ("PGP_DATABASE", database),
            ("ETHEREUM_RPC_URL", node.Url.ToString())
        );
        await using var alone = await ProcessStack.StartAnotherAsync(
            ProcessStack.Wallet,
            settings,
            Ct
        );
        await Eventually.GetAsync(
            () => alone.LogAsync(Ct),
            log => log.Contains("serves chain 1, not 31337", StringComparison.Ordinal),
            Ct
        );

        wrong.Dispose();

        await IsOpenedAsync(database);
    }

    private async Task IsOpenedAsync(string database)
    {
        await using var desk = await PayoutDesk.OpenAsync(database, Ct);
        var wallets = await Eventually.GetAsync(
            () =>
                desk.Tables.RunAsync(
                    "select address from wallets",
                    sql => sql.AllAsync(row => row.Text(0), Ct),
                    Ct
                ),
            opened => opened.Count > 0,
            Ct
        );
        Assert.Equal([stack.WalletAddress], wallets);
    }

    private static async Task<string> RefusedAsync(IReadOnlyDictionary<string, string> settings)
    {
        await using var refused = await ProcessStack.StartAnotherAsync(
            ProcessStack.Wallet,
            settings,
            Ct
        );
        Assert.Equal(Misconfigured, await refused.Exited.WaitAsync(TimeSpan.FromSeconds(30), Ct));
        return await refused.LogAsync(Ct);
    }

    private static void NamesNoValue(string log, IReadOnlyDictionary<string, string> settings)
    {
        // Short values such as 3 or 31337 would be found in anything.
        foreach (var value in settings.Values.Where(value => value.Length >= 12))
        {
            Assert.DoesNotContain(value, log, StringComparison.Ordinal);
        }
    }
}
