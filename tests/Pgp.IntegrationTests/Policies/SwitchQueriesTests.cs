using Pgp.Common.Database;
using Pgp.Common.Policies;
using Pgp.Contracts.Policies;
using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Policies;

public sealed class SwitchQueriesTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const string InsufficientPrivilege = "42501";

    private Database Oversight => Db.As(ServiceName.Oversight, Clock);

    [Fact]
    public async Task All_are_on_at_first()
    {
        foreach (var one in KillSwitch.All)
        {
            Assert.True(await SwitchQueries.IsOnAsync(Db.As(ServiceName.HostPay3), one, Ct));
        }
    }

    [Fact]
    public async Task One_is_off_until_it_is_on_again_and_says_since_when()
    {
        var off = Clock.GetUtcNow();
        Assert.True(await SetAsync(isOn: false, "stolen key"));
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.False(await SetAsync(isOn: false, "again"));

        Assert.False(await IsOnAsync(KillSwitch.Payouts));
        Assert.True(await IsOnAsync(KillSwitch.Swaps));
        var states = await SwitchChangeQueries.ListAsync(Oversight, Ct);
        Assert.Equal(
            new SwitchState("payouts", IsOn: false, off, "anna", "stolen key"),
            Assert.Single(states, state => !state.IsOn)
        );

        Assert.True(await SetAsync(isOn: true, "new key"));
        Assert.True(await IsOnAsync(KillSwitch.Payouts));
        Assert.Equal(
            ["true the standard", "false stolen key", "true new key"],
            await Db.ListAsync(
                """
                select is_on || ' ' || reason from switches where name = 'payouts' order by change
                """
            )
        );
    }

    [Fact]
    public async Task One_that_nothing_is_known_of_is_off()
    {
        await Db.RunAsync("alter table switches disable trigger switches_append_only");
        await Db.RunAsync("delete from switches");

        Assert.False(await IsOnAsync(KillSwitch.Payouts));
    }

    [Fact]
    public async Task Who_may_not_ask_is_not_told_that_it_is_on() =>
        await MustRefuseAsync(
            InsufficientPrivilege,
            () => SwitchQueries.IsOnAsync(Db.As(ServiceName.Invite), KillSwitch.Payouts, Ct)
        );

    [Fact]
    public async Task Only_oversight_decides() =>
        await MustRefuseAsync(
            InsufficientPrivilege,
            () =>
                SwitchChangeQueries.SetAsync(
                    Db.As(ServiceName.HostPay3),
                    KillSwitch.Payouts,
                    isOn: false,
                    "hostpay3",
                    "none",
                    Ct
                )
        );

    private Task<bool> IsOnAsync(KillSwitch which) =>
        SwitchQueries.IsOnAsync(Db.As(ServiceName.HostPay3), which, Ct);

    private Task<bool> SetAsync(bool isOn, string reason) =>
        SwitchChangeQueries.SetAsync(Oversight, KillSwitch.Payouts, isOn, "anna", reason, Ct);
}
