using Pgp.Host.Stack;

namespace Pgp.Host.Bench.Pipeline;

/// <summary>
/// One purchase after the other through the whole system: how soon a paid buyer holds the invite,
/// how soon a task is at work, and what the process weighs afterwards.
/// </summary>
internal sealed class PipelineBench(LocalStack stack, int payments, Action<string> tell)
{
    private const int WarmUp = 10;
    private const long FirstBuyer = 10_001;

    // An invented receiver; nobody holds the key.
    private const string Owner = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// The simulators pause long enough for a message to be dealt with before the next one, and the
    /// chain does not keep the payouts waiting.
    /// </summary>
    public static LocalStackOptions Configure(LocalStackOptions options) =>
        options with
        {
            BlockTime = null,
            PartnerStep = TimeSpan.FromMilliseconds(150),
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["CONFIRMATIONS"] = "1",
                ["CHAIN_WATCH_MS"] = "100",
                ["HOSTPAY1_FOLLOW_MS"] = "100",
            },
        };

    public async Task<PipelineReport> RunAsync(CancellationToken ct)
    {
        using var sandbox = new SandboxClient(stack);
        await using var queries = new PipelineQueries(stack);
        using var waits = new TaskWaits();
        var title = "Chess Masters";
        var channel = await SampleChannel.CreateAsync(sandbox, 1, title, "usdt@eth", Owner, ct);
        for (var number = 0; number < WarmUp + payments; number++)
        {
            if (number == WarmUp)
            {
                waits.Clear();
            }

            await BuyAsync(sandbox, channel, FirstBuyer + number, ct);
            await WaitUntilIdleAsync(queries, ct);
            tell($"payment {number + 1} of {WarmUp + payments}");
        }

        var memory = Weigh();
        await using var floor = new WakeUpFloor(stack.Database);
        var bySignal = await floor.BySignalAsync(ct);
        var byNotify = await floor.ByNotifyAsync(ct);
        var invites = await queries.InviteTimesAsync(WarmUp, ct);
        var counts = await queries.CountsAsync(WarmUp + payments, ct);
        return Report(counts, invites, waits.Read(), bySignal, byNotify, memory);
    }

    private static PipelineReport Report(
        PipelineCounts counts,
        List<TimeSpan> invites,
        List<TimeSpan> waits,
        List<TimeSpan> bySignal,
        List<TimeSpan> byNotify,
        PipelineMemory memory
    )
    {
        var tasks = PipelineLine.Of(waits, 10, null);
        var limit = PipelineLine.Of(bySignal, null, null);
        return new PipelineReport(
            counts.Paid == counts.Payments
                && counts.Invited == counts.Payments
                && counts.PaidOut == counts.Payments
                && counts.DeadLetters == 0,
            counts,
            PipelineLine.Of(invites, 150, 500),
            tasks,
            limit,
            PipelineLine.Of(byNotify, null, null),
            decimal.Round(tasks.P50Ms / limit.P50Ms, 1),
            memory
        );
    }

    private static async Task BuyAsync(
        SandboxClient sandbox,
        SampleChannel channel,
        long buyer,
        CancellationToken ct
    )
    {
        await sandbox.CreatePersonAsync(buyer, $"Buyer {buyer}", ct);
        await sandbox.StartBotAsync(buyer, channel.Subscription(1), ct);
        var bill = await sandbox.WaitForMessageAsync(
            buyer,
            m => SandboxClient.LinkOf(m) is not null,
            ct
        );
        await sandbox.PayAsync(SandboxClient.LinkOf(bill)!, "btc", "1.0", ct);
        await sandbox.WaitForMessageAsync(buyer, m => IsInvite(SandboxClient.LinkOf(m)), ct);
    }

    private static bool IsInvite(Uri? link) =>
        link is not null && link.AbsolutePath.StartsWith("/+", StringComparison.Ordinal);

    // The next buyer finds a system that has nothing else to do.
    private static async Task WaitUntilIdleAsync(PipelineQueries queries, CancellationToken ct)
    {
        while (await queries.OpenTasksAsync(ct) > 0)
        {
            await Task.Delay(LookAgain, TimeProvider.System, ct);
        }
    }

    private static PipelineMemory Weigh() =>
        new(Mebibytes(Environment.WorkingSet), Mebibytes(GC.GetTotalMemory(false)), 400);

    private static decimal Mebibytes(long bytes) => decimal.Round((decimal)bytes / (1 << 20), 1);
}
