using Pgp.Channels;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Server.Owners;

public sealed class OwnedChannelsTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    [Fact]
    public async Task S19_of_many_channels_at_once_an_owner_gets_ten()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 14).Select(number => RegisterAsync(number, owner: 42))
        );
        Assert.Equal(10, outcomes.Count(outcome => outcome is Registration.Done));
        Assert.Equal(4, outcomes.Count(outcome => outcome is Registration.TooMany));
        Assert.Equal(10, await Db.AskAsync<long>("select count(*) from channels"));

        Assert.IsType<Registration.Done>(await RegisterAsync(20, owner: 43));
        Assert.IsType<Registration.SoldAlready>(await RegisterAsync(20, owner: 43));
    }

    private async Task<Registration> RegisterAsync(int number, long owner)
    {
        var request = new ChannelRequest(
            OpenChannelId: -1_001_000_000_000 - number,
            ClosedChannelId: -1_002_000_000_000 - number,
            OpenTitle: "open",
            ClosedTitle: "closed",
            Tiers: [new TierRequest("9.99", 30)],
            PayoutStrategy: "instant",
            PayoutCoin: "eth@eth",
            PayoutAddress: "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
        );
        var (draft, errors) = ChannelCheck.Run(request, ChannelLimits.None);
        Assert.Empty(errors);
        var database = Db.As(ServiceName.Server, Clock);
        await using var unit = await database.BeginAsync(Ct);
        var outcome = await Registry.RegisterAsync(
            unit,
            draft! with
            {
                Owner = new TelegramUserId(owner),
            },
            Ct
        );
        if (outcome is Registration.Done)
        {
            await unit.CommitAsync(Ct);
        }

        return outcome;
    }
}
