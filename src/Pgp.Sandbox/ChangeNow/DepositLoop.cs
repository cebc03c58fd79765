using System.Globalization;
using System.Numerics;
using Pgp.Contracts.Money;
using Pgp.Sandbox.Chain;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.ChangeNow;

/// <summary>
/// Watches the deposit addresses on the chain. It runs in real time: blocks come when the chain
/// makes them, whatever the partners' clock says.
/// </summary>
internal sealed class DepositLoop : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // Addresses that have got their deposit are looked at less often: a second one is rare.
    private const int PassesBetweenFullLooks = 10;

    // Addresses of long finished exchanges are looked at no more.
    private static readonly TimeSpan WatchFor = TimeSpan.FromDays(8);
    private const int WatchedMax = 500;

    private readonly ExchangeDesk desk;
    private readonly DepositWatch watch;
    private readonly TimeProvider clock;
    private readonly Action changed;
    private readonly DueLoop loop;
    private int passes;

    public DepositLoop(ExchangeDesk desk, Surroundings around, Action changed)
    {
        this.desk = desk;
        this.changed = changed;
        clock = around.Clock;
        watch = new DepositWatch(around.Chain);
        loop = new DueLoop("deposits", TimeProvider.System, around.Log, StepAsync);
    }

    public void Start() => loop.Start();

    public void Poke() => loop.Poke();

    public ValueTask DisposeAsync() => loop.DisposeAsync();

    private async Task<DateTimeOffset?> StepAsync(CancellationToken ct)
    {
        var watched = Watched(everything: passes++ % PassesBetweenFullLooks == 0);

        var balances = await watch.BalancesAsync(
            [.. watched.Select(e => (e.PayinAddress, ExchangeDesk.PairOf(e).From.Coin))],
            ct
        );
        for (var i = 0; i < watched.Length; i++)
        {
            await LookAsync(watched[i], balances[i], ct);
        }

        return TimeProvider.System.GetUtcNow() + Pause;
    }

    private Exchange[] Watched(bool everything)
    {
        var since = clock.GetUtcNow() - WatchFor;
        lock (desk.Gate)
        {
            return
            [
                .. desk
                    .State.Exchanges.Values.Where(e =>
                        e.FromNetwork == Coin.Eth.Network
                        && e.OriginalId is null
                        && e.UpdatedAt >= since
                        && (everything || e.DepositAt is null)
                    )
                    .OrderByDescending(e => e.CreatedAt)
                    .Take(WatchedMax),
            ];
        }
    }

    private async Task LookAsync(Exchange exchange, BigInteger balance, CancellationToken ct)
    {
        var coin = ExchangeDesk.PairOf(exchange).From.Coin;
        var held = decimal.Parse(
            DecimalText.FromAtomic(balance, coin.Decimals),
            CultureInfo.InvariantCulture
        );
        if (held <= exchange.SeenBalance)
        {
            return;
        }

        var hash = await watch.NewestDepositAsync(exchange.PayinAddress, coin, ct);
        lock (desk.Gate)
        {
            desk.Deposit(exchange, held - exchange.SeenBalance, hash);
            exchange.SeenBalance = held;
        }

        changed();
    }
}
