using System.Diagnostics;
using Pgp.Host.Stack;

namespace Pgp.Host.Demo;

/// <summary>
/// The main job, once: Alice subscribes, Bob donates, both pay, Alice gets in, the owners are paid
/// on the chain. The provider's messages are doubled and swapped on purpose.
/// </summary>
internal sealed class DemoRun(LocalStack stack, TimeSpan ready)
{
    private const long Alice = 1001;
    private const long Bob = 1002;

    // Invented receivers; nobody holds their keys.
    private const string FirstOwner = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    private const string SecondOwner = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    public async Task<DemoReport> RunAsync(CancellationToken ct)
    {
        using var sandbox = new SandboxClient(stack);
        var began = Stopwatch.GetTimestamp();
        var subscribed = await SampleChannel.CreateAsync(
            sandbox,
            1,
            "Chess Masters",
            "usdt@eth",
            FirstOwner,
            ct
        );
        var donated = await SampleChannel.CreateAsync(
            sandbox,
            2,
            "Night Radio",
            "eth@eth",
            SecondOwner,
            ct
        );
        foreach (var kind in new[] { "duplicate", "reorder" })
        {
            await sandbox.OrderFaultAsync(
                $$"""{"partner":"nowpayments","operation":"ipn","kind":"{{kind}}","times":4}""",
                ct
            );
        }

        var alice = new Buyer(sandbox, Alice, "Alice");
        var bob = new Buyer(sandbox, Bob, "Bob");
        await Task.WhenAll(
            alice.SubscribeAsync(subscribed, tier: 1, "btc", ct),
            bob.DonateAsync(donated, "usdttrc20", ct)
        );
        await using var evidence = new Evidence(stack);
        var payments = await WaitForPayoutsAsync(evidence, ct);
        var joined = await alice.JoinAsync(ct);
        return await ReportAsync(evidence, payments, joined, Stopwatch.GetElapsedTime(began), ct);
    }

    private static async Task<IReadOnlyList<DemoPayment>> WaitForPayoutsAsync(
        Evidence evidence,
        CancellationToken ct
    )
    {
        while (true)
        {
            var payments = await evidence.PaymentsAsync(ct);
            var ended = payments.Count(p =>
                p.Payout?.State is "completed" or "failed_review" || p.State == "quarantined"
            );
            if (ended == 2)
            {
                return payments;
            }

            await Task.Delay(LookAgain, TimeProvider.System, ct);
        }
    }

    private async Task<DemoReport> ReportAsync(
        Evidence evidence,
        IReadOnlyList<DemoPayment> payments,
        string joined,
        TimeSpan total,
        CancellationToken ct
    )
    {
        var ledger = await evidence.LedgerAsync(ct);
        var reconciliation = await evidence.ReconcileAsync(ct);
        var invites = await evidence.InviteSecondsAsync(ct);
        var ok =
            payments.All(p => p is { State: "paid", Payout.State: "completed" })
            && joined == "joined"
            && invites.Count == 1
            && ledger.SumZero
            && reconciliation.Values.All(line => line.Difference == "0");
        return new DemoReport(
            ok,
            payments,
            invites.Count,
            ledger,
            reconciliation,
            new DemoSeconds(
                decimal.Round((decimal)ready.TotalSeconds, 3),
                decimal.Round(invites.Order().ElementAtOrDefault(invites.Count / 2), 3),
                decimal.Round((decimal)total.TotalSeconds, 3)
            )
        );
    }
}
