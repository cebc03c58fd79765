using System.Net.Http.Headers;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Adapters.Ethereum;
using Pgp.Common.Database;
using Pgp.Common.Settings;
using Pgp.Common.Tasks;
using Pgp.Contracts.Money;
using Pgp.Contracts.Services;
using Pgp.FlowTests.Support;
using Pgp.Oversight;

namespace Pgp.FlowTests.Reconciliation;

/// <summary>
/// Reconciles a stack as the command does, and does to its chain what nobody should.
/// </summary>
internal sealed class Auditor : IAsyncDisposable
{
    private const string FindingsSql = """
        select kind || ' ' || subject from reconciliation_findings where run_id = $1
        """;

    private readonly FlowStack flow;
    private readonly Database database;

    public Auditor(FlowStack flow)
    {
        this.flow = flow;
        var address = new DatabaseAddress(flow.Stack.Database, AssumeRole: true);
        var profile = DatabaseProfile.EventDriven;
        database = new Database(
            DataSources.Create(address, ServiceName.Oversight.DatabaseRole, profile),
            profile,
            new FaultPoints(),
            new OutboxSignal(),
            TimeProvider.System
        );
    }

    private SettingsReader Settings => new(flow.Stack.Settings);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    /// <summary>Kind and subject of each finding of one run, in order.</summary>
    public async Task<IReadOnlyList<string>> ReconcileAsync(CancellationToken ct)
    {
        var run = await OversightService.ReconcileAsync(
            database,
            Settings,
            NullLoggerFactory.Instance,
            ct
        );
        var findings = await flow.Facts.RowsAsync(FindingsSql, run);
        return [.. findings.Order(StringComparer.Ordinal)];
    }

    public Task<(bool Booked, string Text)> BookRefillAsync(string hash, CancellationToken ct) =>
        OversightService.BookRefillAsync(database, Settings, NullLoggerFactory.Instance, hash, ct);

    /// <summary>Ether from somebody nobody knows.</summary>
    public async Task<string> SendEtherAsync(BigInteger wei, CancellationToken ct) =>
        await SendAsync(await StrangerAsync(ct), flow.Stack.Wallet, wei, data: null, ct);

    /// <summary>Tokens from nowhere: the sandbox's may be minted by anybody.</summary>
    public async Task<string> SendTokensAsync(CoinAmount amount, CancellationToken ct) =>
        await SendAsync(
            await StrangerAsync(ct),
            ChainAssets.Mainnet[amount.Coin].Contract!.Value.ToString(),
            BigInteger.Zero,
            $"0x40c10f19{Word(flow.Stack.Wallet[2..])}{Word(amount.Atomic.ToString("x"))}",
            ct
        );

    /// <summary>Somebody else uses the wallet's key.</summary>
    public async Task<string> StealAsync(BigInteger wei, CancellationToken ct)
    {
        await CallAsync("anvil_impersonateAccount", [(JsonNode)flow.Stack.Wallet], ct);
        return await SendAsync(flow.Stack.Wallet, await StrangerAsync(ct), wei, null, ct);
    }

    /// <summary>The newest block was never there.</summary>
    public Task DropBlockAsync(CancellationToken ct) =>
        CallAsync("anvil_rollback", [(JsonNode)1], ct);

    private async Task<string> StrangerAsync(CancellationToken ct) =>
        (string)(await CallAsync("eth_accounts", [], ct))![0]!;

    private async Task<string> SendAsync(
        string from,
        string to,
        BigInteger wei,
        string? data,
        CancellationToken ct
    )
    {
        var transaction = new JsonObject
        {
            ["from"] = from,
            ["to"] = to,
            ["value"] = "0x" + wei.ToString("x").TrimStart('0').PadLeft(1, '0'),
        };
        if (data is not null)
        {
            transaction["data"] = data;
        }

        return (string)(await CallAsync("eth_sendTransaction", [transaction], ct))!;
    }

    private async Task<JsonNode?> CallAsync(
        string method,
        JsonArray parameters,
        CancellationToken ct
    )
    {
        var body = new JsonObject { ["method"] = method, ["params"] = parameters };
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var url = new Uri(flow.Stack.Sandbox, "control/chain/rpc");
        using var response = await flow.Http.PostAsync(url, content, ct);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(ct))!["result"];
    }

    private static string Word(string hex) =>
        hex.TrimStart('0').ToLowerInvariant().PadLeft(64, '0');
}
