using Pgp.Sandbox.Control;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.NowPayments;

/// <summary>
/// NOWPayments: its API, its hosted page, its notices and its payouts (spec 70, 1.11).
/// </summary>
internal sealed class NowPaymentsSimulator : IAsyncDisposable
{
    private readonly PaymentWalk walk;
    private readonly NoticeQueue notices;

    public NowPaymentsSimulator(Surroundings around)
    {
        var desk = new PaymentDesk(around.Prices, around.Clock, around.Options.PaymentStep);
        walk = new PaymentWalk(desk, around);
        notices = new NoticeQueue(desk, around);
        desk.OnChange = notices.Enqueue;
        Api = new NowPaymentsApi(desk, around, Changed);
        Hosted = new HostedInvoice(desk, around.Prices, Changed);
        Control = new NowPaymentsControl(desk, Hosted, notices, around.Clock, Changed);
        around.File.Add(new StateSection("nowpayments", desk.Save, desk.Load));

        void Changed()
        {
            around.File.Changed();
            walk.Poke();
        }
    }

    public NowPaymentsApi Api { get; }

    public HostedInvoice Hosted { get; }

    public NowPaymentsControl Control { get; }

    public void Start()
    {
        walk.Start();
        notices.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await walk.DisposeAsync();
        await notices.DisposeAsync();
    }
}
