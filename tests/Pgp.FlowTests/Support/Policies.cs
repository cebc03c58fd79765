using Pgp.Common.Database;
using Pgp.Common.Policies;
using Pgp.Contracts.Money;
using Pgp.Contracts.Policies;
using Pgp.Contracts.Services;

namespace Pgp.FlowTests.Support;

/// <summary>
/// What an operator decides by <c>pgp limit</c> and <c>pgp switch</c>; disposed, all is as before.
/// </summary>
internal sealed class Policies(string database) : IAsyncDisposable
{
    private readonly Database oversight = DataSources.Open(
        new DatabaseAddress(database, AssumeRole: true),
        ServiceName.Oversight.DatabaseRole,
        TimeProvider.System
    );

    private readonly HashSet<KillSwitch> off = [];
    private readonly Dictionary<string, Amount<Usd>> before = new(StringComparer.Ordinal);

    public async Task SwitchAsync(KillSwitch which, bool isOn, CancellationToken ct)
    {
        Assert.True(
            await SwitchChangeQueries.SetAsync(oversight, which, isOn, "test", "a test", ct)
        );
        if (isOn)
        {
            off.Remove(which);
        }
        else
        {
            off.Add(which);
        }
    }

    public async Task LimitAsync(string type, string usd, CancellationToken ct)
    {
        var limits = await LimitChangeQueries.ListAsync(oversight, ct);
        before.TryAdd(type, limits.Single(one => one.Limit.Type == type).Limit.Amount);
        await SetAsync(type, Amount<Usd>.Parse(usd), ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (type, amount) in before)
        {
            await SetAsync(type, amount, CancellationToken.None);
        }

        foreach (var which in off)
        {
            var ct = CancellationToken.None;
            await SwitchChangeQueries.SetAsync(oversight, which, true, "test", "over", ct);
        }

        await oversight.DisposeAsync();
    }

    private async Task SetAsync(string type, Amount<Usd> amount, CancellationToken ct) =>
        Assert.True(
            await LimitChangeQueries.SetAsync(oversight, type, amount, "test", "a test", ct)
        );
}
