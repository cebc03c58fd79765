using System.Globalization;
using Pgp.Host.Chaos.Verdict;
using Pgp.Host.Stack;

namespace Pgp.Host.DemoData;

/// <summary>
/// Plays a script on a stack whose clock begins in the past: owner and buyers do what they would
/// do, by the sandbox and the API, and the services do the rest. No table is written from here.
/// </summary>
internal sealed class DemoYear(
    LocalStack stack,
    ShiftedClock clock,
    Script script,
    Action<string> tell
)
{
    private const long FirstPerson = 2_001;

    // Not always at the same time of day.
    private const int HourStride = 7;
    private const int HoursMax = 20;

    public async Task RunAsync(CancellationToken ct)
    {
        var begin = clock.GetUtcNow();
        using var sandbox = new SandboxClient(stack);
        using var partners = new SandboxPartners(stack.Sandbox);
        using var owner = new DemoOwner(stack, sandbox);
        await using var database = ChaosTables.Open(stack, clock);
        var settling = new Settling(database, partners);
        var people = script
            .People.Select((name, i) => new DemoBuyer(sandbox, partners, FirstPerson + i, name))
            .ToList();
        // What Telegram allows a bot is slower than a machine.
        await sandbox.SetAsync("telegram/limits", """{"enabled":false}""", ct);
        await SampleShop.InvitePeopleAsync(sandbox, ct);
        var shops = await ArriveAsync(owner, ct);
        await settling.WaitAsync(ct);

        var months = new Months(script.Deeds.Count, tell);
        foreach (var step in script.Steps)
        {
            var day = step[^1].Day;
            var hour = 1 + (day * HourStride % HoursMax);
            var at = begin + TimeSpan.FromDays(day) + TimeSpan.FromHours(hour);
            months.Enter(at);
            await MoveToAsync(at, settling, ct);
            await Task.WhenAll(
                step.GroupBy(WhoOf).Select(mine => DoAllAsync(mine, owner, people, shops, ct))
            );
            await settling.WaitAsync(ct);
            months.Count(step);
        }

        await MoveToAsync(TimeProvider.System.GetUtcNow(), settling, ct);
        await settling.WaitForJobsAsync(ct);
        await sandbox.SetAsync("telegram/limits", """{"enabled":true}""", ct);
        await settling.RequireNothingGivenUpAsync(ct);
        months.End();
    }

    private static async Task<IReadOnlyList<Shop>> ArriveAsync(
        DemoOwner owner,
        CancellationToken ct
    )
    {
        await owner.ArriveAsync(ct);
        var shops = new List<Shop>();
        foreach (var stall in Stall.All)
        {
            shops.Add(await owner.OpenAsync(stall, ct));
        }

        await owner.SignOutAsync(ct);
        return shops;
    }

    // Nothing is in hand while the services are off, so no pause and no lease is cut short.
    private async Task MoveToAsync(DateTimeOffset at, Settling settling, CancellationToken ct)
    {
        await stack.RestartServicesAsync(() => clock.MoveTo(at), ct);
        await settling.WaitAsync(ct);
    }

    private static async Task DoAllAsync(
        IEnumerable<Deed> deeds,
        DemoOwner owner,
        List<DemoBuyer> people,
        IReadOnlyList<Shop> shops,
        CancellationToken ct
    )
    {
        foreach (var deed in deeds)
        {
            await (
                deed switch
                {
                    OwnerDeed his => owner.DoAsync(his, shops, ct),
                    BuyerDeed theirs => people[theirs.Person]
                        .DoAsync(theirs, shops[theirs.Shop], to => people[to], ct),
                    _ => throw new InvalidOperationException($"unknown deed: {deed}"),
                }
            );
        }
    }

    // One person does one thing after the other.
    private static int WhoOf(Deed deed) => deed is BuyerDeed buyer ? buyer.Person : -1;

    /// <summary>Tells each month that is over.</summary>
    private sealed class Months(int all, Action<string> tell)
    {
        private string? current;
        private int done;

        /// <param name="at">When what follows happens.</param>
        public void Enter(DateTimeOffset at)
        {
            var month = at.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            if (month != current)
            {
                End();
                current = month;
            }
        }

        public void Count(IReadOnlyList<Deed> step) => done += step.Count;

        public void End()
        {
            if (current is not null)
            {
                tell($"{current}, {done} of {all} deeds");
            }
        }
    }
}
