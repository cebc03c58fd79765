using System.Diagnostics;
using Pgp.Common.Database;
using Pgp.Host.Chaos.Harm;
using Pgp.Host.Chaos.Traffic;
using Pgp.Host.Chaos.Verdict;
using Pgp.Host.Stack;
using Pgp.Local;

namespace Pgp.Host.Chaos;

/// <summary>What to run.</summary>
/// <param name="Tell">Told how it goes, line by line.</param>
internal sealed record ChaosOptions(int Payments, int Seed, Action<string> Tell);

/// <summary>
/// Buyers pay in every way while processes are killed and partners misbehave; then everybody
/// behaves, and what is left must add up. One seed draws buyers, faults, kills and fates; which of
/// them meet is the machine's timing, and that no seed repeats.
/// </summary>
internal sealed class ChaosRun(LocalStack stack, TimeSpan ready, ChaosOptions options) : IDisposable
{
    private const int BuyersAtOnce = 40;

    // The storm goes on until no more than this part of the payments has something open.
    private const int OpenPart = 5;
    private static readonly TimeSpan StormMost = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly SandboxClient people = new(stack);
    private readonly SandboxPartners partners = new(stack.Sandbox);
    private readonly Stopwatch watch = Stopwatch.StartNew();

    /// <summary>The stack that a run needs: everything but the services.</summary>
    public static LocalStackOptions Configure(LocalStackOptions stack, int seed) =>
        stack with
        {
            WithServices = false,
            Seed = seed,
            Settings = ChaosSettings.All,
        };

    public void Dispose()
    {
        people.Dispose();
        partners.Dispose();
    }

    public async Task<ChaosReport> RunAsync(CancellationToken ct)
    {
        var groups = Place();
        await using var database = ChaosTables.Open(stack);
        await using var fleet = new ServiceFleet(groups, stack.Settings);
        await fleet.StartAllAsync(ct);
        var plan = Plan.Draw(options.Seed, options.Payments);
        var channels = await OpenChannelsAsync(plan, ct);
        var supervisor = new Supervisor(
            fleet,
            [.. groups.Select(group => group.Name)],
            Draws.For(options.Seed, "kills"),
            Say
        );
        var mischief = new Mischief(partners, Draws.For(options.Seed, "fates"));

        await Weather.BeginAsync(people, ct);
        var bought = await DisturbAsync(
            supervisor,
            mischief,
            storm => ShopAndWearOutAsync(database, plan, channels, storm),
            ct
        );
        var traffic = watch.Elapsed;
        var faults = await CalmAsync(supervisor, mischief, ct);
        bought = await AskAgainAsync(channels, bought, ct);
        var drain = new Drain(database, partners, mischief.IsLostForGood, Say);
        var open = await drain.RunAsync(ct);

        var run = new RunFacts(
            options,
            plan,
            bought,
            open,
            supervisor,
            mischief,
            faults,
            SecondsSince(traffic)
        );
        var report = await new Summary(stack, database, people, partners).WriteAsync(run, ct);
        if (!report.Ok)
        {
            fleet.KeepsLogs = true;
            Say($"what the processes said is in {fleet.Logs}");
        }

        return report;
    }

    private async Task<IReadOnlyDictionary<string, int>> CalmAsync(
        Supervisor supervisor,
        Mischief mischief,
        CancellationToken ct
    )
    {
        Say("the storm is over; waiting until nothing is open");
        var faults = await Weather.EndAsync(partners, ct);
        await supervisor.ReviveAsync(ct);
        await mischief.ReleaseAsync(ct);
        return faults;
    }

    // Who got no answer in the storm asks again: only a bot that is silent now has lost an order.
    private async Task<IReadOnlyList<Bought>> AskAgainAsync(
        IReadOnlyList<SampleChannel> channels,
        IReadOnlyList<Bought> bought,
        CancellationToken ct
    )
    {
        var unanswered = bought.Where(one => !one.GotBill).Select(one => one.Purchase).ToList();
        if (unanswered.Count == 0)
        {
            return bought;
        }

        Say($"{unanswered.Count} buyers ask again");
        var again = await Task.WhenAll(
            unanswered.Select(purchase => Shopper(channels, purchase).ShopAsync(ct))
        );
        return [.. bought.Where(one => one.GotBill), .. again];
    }

    private Shopper Shopper(IReadOnlyList<SampleChannel> channels, Purchase purchase) =>
        new(people, partners, channels[purchase.Stall], purchase);

    private ChaosSeconds SecondsSince(TimeSpan traffic) =>
        new(
            Seconds(ready),
            Seconds(traffic),
            Seconds(watch.Elapsed - traffic),
            Seconds(ready + watch.Elapsed)
        );

    // The all-in-one, and beside it a second home for each service: whatever dies, its twin is at
    // work at that moment. Partners and people know the all-in-one only.
    private List<ServiceGroup> Place()
    {
        string[][] apart =
        [
            ["orchestrator", "invite", "accumulator", "notifications"],
            ["microbatchprocessor", "batchprocessor", "oversight"],
            ["split1", "split2", "split3", "hostpay1", "hostpay2"],
            ["hostpay3"],
            ["dispatcher"],
        ];
        return
        [
            new ServiceGroup(ServiceGroup.All, [ServiceGroup.All], stack.App),
            .. apart.Select(services => new ServiceGroup(
                services[0],
                services,
                new Uri($"http://127.0.0.1:{FreePorts.Next()}")
            )),
        ];
    }

    private async Task<IReadOnlyList<SampleChannel>> OpenChannelsAsync(
        Plan plan,
        CancellationToken ct
    )
    {
        var channels = new List<SampleChannel>();
        foreach (var stall in plan.Stalls)
        {
            var number = channels.Count + 1;
            channels.Add(
                await SampleChannel.CreateAsync(
                    people,
                    number,
                    $"Channel {number}",
                    stall.Coin,
                    stall.Address,
                    stall.Threshold,
                    ct
                )
            );
        }

        return channels;
    }

    private static async Task<IReadOnlyList<Bought>> DisturbAsync(
        Supervisor supervisor,
        Mischief mischief,
        Func<CancellationToken, Task<IReadOnlyList<Bought>>> work,
        CancellationToken ct
    )
    {
        using var stop = new CancellationTokenSource();
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var harm = Task.WhenAll(
            supervisor.RunAsync(stop.Token, broken.Token),
            mischief.RunAsync(stop.Token, broken.Token)
        );
        try
        {
            return await work(broken.Token);
        }
        catch
        {
            await broken.CancelAsync();
            throw;
        }
        finally
        {
            await stop.CancelAsync();
            await harm;
        }
    }

    // Payouts take longer than payments: without the second part, most would meet fair weather.
    private async Task<IReadOnlyList<Bought>> ShopAndWearOutAsync(
        Database database,
        Plan plan,
        IReadOnlyList<SampleChannel> channels,
        CancellationToken ct
    )
    {
        var bought = await ShopAsync(plan, channels, ct);
        Say("buyers are through; the storm goes on");
        var began = watch.Elapsed;
        while (
            watch.Elapsed - began < StormMost
            && (await OpenQueries.OpenAsync(database, ct)).Count > options.Payments / OpenPart
        )
        {
            await Task.Delay(LookAgain, TimeProvider.System, ct);
        }

        return bought;
    }

    private async Task<IReadOnlyList<Bought>> ShopAsync(
        Plan plan,
        IReadOnlyList<SampleChannel> channels,
        CancellationToken ct
    )
    {
        using var room = new SemaphoreSlim(BuyersAtOnce);
        var (began, done) = (watch.Elapsed, 0);
        return await Task.WhenAll(plan.Purchases.Select(ShopOneAsync));

        async Task<Bought> ShopOneAsync(Purchase purchase)
        {
            if (began + purchase.After - watch.Elapsed is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, TimeProvider.System, ct);
            }

            await room.WaitAsync(ct);
            try
            {
                return await Shopper(channels, purchase).ShopAsync(ct);
            }
            finally
            {
                room.Release();
                var through = Interlocked.Increment(ref done);
                if (through % 25 == 0)
                {
                    Say($"{through} of {options.Payments} buyers are through");
                }
            }
        }
    }

    private void Say(string what) => options.Tell($"{watch.Elapsed.TotalSeconds, 6:0} s  {what}");

    private static decimal Seconds(TimeSpan span) => decimal.Round((decimal)span.TotalSeconds, 1);
}
