using Pgp.Contracts.Money;
using Pgp.Contracts.Policies;
using Pgp.FlowTests.Support;

namespace Pgp.FlowTests.Chain;

/// <summary>What was sent before payouts were switched off is led to its end.</summary>
[Collection(nameof(PatientCollection))]
public sealed class PayoutSwitchTests(PatientStage stage) : IAsyncLifetime
{
    private readonly Policies policies = new(stage.Database);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => policies.DisposeAsync();

    [Fact]
    public async Task A_transfer_on_its_way_arrives_and_the_next_one_waits_behind_it()
    {
        var amount = CoinAmount.Parse(Coin.Eth, "0.25");
        var hold = await stage.HoldBlocksAsync(Ct);
        var (sent, receiver) = await stage.PayAsync(amount, Ct);
        await stage.SeeAsync(sent, seen => seen.State == "broadcast", Ct);
        await policies.SwitchAsync(KillSwitch.Payouts, isOn: false, Ct);
        var (waiting, later) = await stage.PayAsync(amount, Ct);
        hold.Dispose();

        await stage.SeeConfirmedAsync(sent, Ct);
        Assert.Equal(amount.Atomic, await stage.Node.HoldingAsync(Coin.Eth, receiver, Ct));
        var seen = await stage.SeeAsync(waiting, transfer => transfer.Looks >= 3, Ct);
        Assert.Equal(
            ("requested", "SwitchedOff", "payouts are switched off", null),
            (seen.State, seen.Error, seen.Reason, seen.Nonce)
        );

        await policies.SwitchAsync(KillSwitch.Payouts, isOn: true, Ct);
        await stage.SeeConfirmedAsync(waiting, Ct);
        Assert.Equal(amount.Atomic, await stage.Node.HoldingAsync(Coin.Eth, later, Ct));
        await stage.CheckBooksAsync(Ct);
    }
}
