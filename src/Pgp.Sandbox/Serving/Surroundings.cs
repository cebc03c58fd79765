using Microsoft.Extensions.Logging;
using Pgp.Sandbox.Chain;
using Pgp.Sandbox.Control;
using Pgp.Sandbox.Prices;

namespace Pgp.Sandbox.Serving;

/// <summary>
/// What all partners stand in: one clock, one chain, one set of prices, one trouble-maker.
/// </summary>
internal sealed class Surroundings : IAsyncDisposable
{
    public Surroundings(SandboxOptions options, TimeProvider clock, ILogger log)
    {
        Options = options;
        Clock = clock;
        Log = log;
        Calls = new CallLog(clock);
        Faults = new FaultPlan(options.Seed);
        File = new StateFile(options.StateFile, log);
        Delivery = new Delivery(Calls);
        Chain = new ChainRpc(options.ChainRpc);
        Accounts = new ChainAccounts(Chain);
        Prices = new PriceBook(clock);
        File.Add(new StateSection("prices", Prices.Save, Prices.Load));
    }

    public SandboxOptions Options { get; }

    public TimeProvider Clock { get; }

    public ILogger Log { get; }

    public CallLog Calls { get; }

    public FaultPlan Faults { get; }

    public StateFile File { get; }

    public Delivery Delivery { get; }

    public ChainRpc Chain { get; }

    public ChainAccounts Accounts { get; }

    public PriceBook Prices { get; }

    /// <summary>Where the sandbox listens; known once it does.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1/");

    public async ValueTask DisposeAsync()
    {
        await File.DisposeAsync();
        Delivery.Dispose();
        Accounts.Dispose();
        Chain.Dispose();
    }
}
