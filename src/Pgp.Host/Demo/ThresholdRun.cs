using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Common.Database;
using Pgp.Common.Settings;
using Pgp.Contracts.Services;
using Pgp.Host.Operations;
using Pgp.Host.Stack;
using Pgp.Ledger.Statements;
using Pgp.Oversight;

namespace Pgp.Host.Demo;

/// <summary>
/// Collecting owners, once: ten people subscribe to three channels with different coins. Two owners
/// reach their threshold and are paid on the chain, the third goes on collecting.
/// </summary>
internal sealed class ThresholdRun(LocalStack stack, TimeSpan ready)
{
    private const long FirstPerson = 1001;

    // Invented receivers; nobody holds their keys.
    private const string FirstOwner = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    private const string SecondOwner = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";
    private const string ThirdOwner = "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB";

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    // Who buys what with which coin: channel, tier, coin.
    private static readonly (int Channel, int Tier, string Coin)[] Purchases =
    [
        (0, 1, "btc"),
        (0, 2, "usdttrc20"),
        (0, 2, "eth"),
        (0, 1, "ltc"),
        (1, 3, "btc"),
        (1, 1, "eth"),
        (1, 2, "usdttrc20"),
        (1, 1, "btc"),
        (2, 1, "ltc"),
        (2, 3, "eth"),
    ];

    public async Task<ThresholdReport> RunAsync(CancellationToken ct)
    {
        using var sandbox = new SandboxClient(stack);
        var began = Stopwatch.GetTimestamp();
        var channels = await OpenChannelsAsync(sandbox, ct);
        var buyers = Purchases
            .Select((_, i) => new Buyer(sandbox, FirstPerson + i, $"Subscriber {i + 1}"))
            .ToList();
        await Task.WhenAll(
            Purchases.Select(
                (what, i) =>
                    buyers[i].SubscribeAsync(channels[what.Channel], what.Tier, what.Coin, ct)
            )
        );
        await using var evidence = new Evidence(stack);
        await WaitForBalancesAsync(evidence, ct);
        var joined = await Task.WhenAll(buyers.Select(buyer => buyer.JoinAsync(ct)));
        return await ReportAsync(evidence, joined, Stopwatch.GetElapsedTime(began), ct);
    }

    private static async Task<IReadOnlyList<SampleChannel>> OpenChannelsAsync(
        SandboxClient sandbox,
        CancellationToken ct
    ) =>
        [
            await SampleChannel.CreateAsync(
                sandbox,
                1,
                "Chess Masters",
                "usdt@eth",
                FirstOwner,
                "20",
                ct
            ),
            await SampleChannel.CreateAsync(
                sandbox,
                2,
                "Night Radio",
                "eth@eth",
                SecondOwner,
                "50",
                ct
            ),
            await SampleChannel.CreateAsync(
                sandbox,
                3,
                "Slow Garden",
                "dai@eth",
                ThirdOwner,
                "500",
                ct
            ),
        ];

    // Until every credit is changed, every owner over the threshold paid, and nothing is open.
    private static async Task WaitForBalancesAsync(Evidence evidence, CancellationToken ct)
    {
        while (true)
        {
            var collected = await evidence.CollectedAsync(ct);
            var batches = await evidence.BatchesAsync(ct);
            if (
                collected.Sum(channel => channel.Credits) == Purchases.Length
                && collected.All(channel => channel.IsSettled)
                && batches.All(batch => batch.State is "completed")
            )
            {
                return;
            }

            await Task.Delay(LookAgain, TimeProvider.System, ct);
        }
    }

    private async Task<ThresholdReport> ReportAsync(
        Evidence evidence,
        IReadOnlyList<string> joined,
        TimeSpan total,
        CancellationToken ct
    )
    {
        var payments = await evidence.PaymentsAsync(ct);
        var ledger = await evidence.LedgerAsync(ct);
        var reconciliation = await evidence.ReconcileAsync(ct);
        var invites = await evidence.InviteSecondsAsync(ct);
        var conversions = await evidence.ConversionsAsync(ct);
        var batches = await evidence.BatchesAsync(ct);
        var statements = await evidence.StatementsAsync(ct);
        var findings = await ReconcileAsync(ct);
        var ok =
            payments.Count == Purchases.Length
            && payments.All(p => p is { State: "paid", Payout: null or { State: "completed" } })
            && joined.All(word => word == "joined")
            && invites.Count == Purchases.Length
            && conversions.All(conversion => conversion.State == "completed")
            && batches.Select(batch => batch.ChannelId).Distinct().Count() == 2
            && ledger.SumZero
            && reconciliation.Values.All(line => line.Difference == "0")
            && Agree(ledger, statements)
            && findings.Count == 0;
        return new ThresholdReport(
            ok,
            payments,
            invites.Count,
            ledger,
            reconciliation,
            new DemoSeconds(
                decimal.Round((decimal)ready.TotalSeconds, 3),
                decimal.Round(invites.Order().ElementAtOrDefault(invites.Count / 2), 3),
                decimal.Round((decimal)total.TotalSeconds, 3)
            ),
            conversions,
            batches,
            statements,
            findings
        );
    }

    // The closing balance of every owner is what the ledger owes him.
    private static bool Agree(DemoLedger ledger, IReadOnlyList<StatementReport> statements) =>
        statements.All(statement =>
            ledger
                .ByAccount[$"owner:{statement.ChannelId}:payable"]
                .All(owed =>
                    statement.Closing[owed.Key] == (owed.Value == "0" ? "0" : owed.Value[1..])
                )
        );

    private async Task<IReadOnlyList<string>> ReconcileAsync(CancellationToken ct)
    {
        var settings = new SettingsReader(stack.Settings);
        await using var database = DataSources.Open(
            DatabaseAddress.Read(settings),
            ServiceName.Oversight.DatabaseRole,
            TimeProvider.System
        );
        var run = await OversightService.ReconcileAsync(
            database,
            settings,
            NullLoggerFactory.Instance,
            ct
        );
        var report = await ReconciliationQueries.ReadAsync(database, run, ct);
        return [.. report.Findings.Select(finding => $"{finding.Kind}: {finding.Text}")];
    }
}
