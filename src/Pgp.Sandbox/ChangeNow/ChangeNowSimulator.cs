using Pgp.Sandbox.Control;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.ChangeNow;

/// <summary>ChangeNOW: its API, its eye on the chain and its payouts (spec 70, 2.7).</summary>
internal sealed class ChangeNowSimulator : IAsyncDisposable
{
    private readonly ExchangeWalk walk;
    private readonly DepositLoop deposits;

    public ChangeNowSimulator(Surroundings around)
    {
        var price = new ExchangePrice(around.Prices);
        var desk = new ExchangeDesk(price, around.Clock, around.Options.SwapStep);
        walk = new ExchangeWalk(desk, around);
        deposits = new DepositLoop(desk, around, Changed);
        Api = new ChangeNowApi(desk, price, around, Changed);
        Control = new ChangeNowControl(desk, around.Clock, Changed);
        around.File.Add(new StateSection("changenow", desk.Save, desk.Load));

        void Changed()
        {
            around.File.Changed();
            walk.Poke();
            deposits?.Poke();
        }
    }

    public ChangeNowApi Api { get; }

    public ChangeNowControl Control { get; }

    public void Start()
    {
        walk.Start();
        deposits.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await deposits.DisposeAsync();
        await walk.DisposeAsync();
    }
}
