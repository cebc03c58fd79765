using System.Net;
using Pgp.FlowTests.Support;
using Pgp.Testing;

namespace Pgp.FlowTests;

/// <summary>P2: whatever comes twenty times at once has one set of effects.</summary>
[Collection(nameof(FaultyCollection))]
public sealed class RepeatedDeliveryTests(FaultyStack flow)
{
    private const int Times = 20;

    private readonly Market market = new(flow);
    private readonly Provider provider = new(flow);
    private readonly Courier courier = new(flow);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task P2_a_message_of_the_provider_twenty_times_at_once_has_one_set_of_effects()
    {
        var (purchase, story) = await BuyAsync();
        var payment = await provider.PayUnheardAsync(purchase, Ct);
        var message = Provider.Message(payment, "finished", purchase.Order).ToJsonString();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, Times).Select(_ => provider.TellAsync(message, Ct))
        );
        await story.WaitForPayoutAsync(Ct);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Code));
        Assert.Equal(Story.SwapOnce, await story.EffectsAsync());
        Assert.Single(await market.InvitesAsync(purchase.Person, Ct));
        var task = Tasks.Reported;
        var reports = (await courier.TasksAsync(story)).Count(t => t.Definition.Name == task);
        Assert.Equal(1, reports);
    }

    [Fact]
    public async Task P2_every_task_of_a_purchase_twenty_times_at_once_has_one_set_of_effects()
    {
        var (purchase, story) = await BuyAsync();
        var sent = await flow.SentByWalletAsync(Ct);
        flow.Sabotage.Kill(m => m.Story == story.Name && m.IsDispatched(), times: int.MaxValue);
        await market.PayAsync(purchase, Ct);
        var delivered = new HashSet<MessageId>();
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        while (
            await story.PayoutStateAsync() != "completed" || await FreshAsync() is { Count: > 0 }
        )
        {
            var fresh = await Eventually.GetAsync(FreshAsync, tasks => tasks.Count > 0, Ct);
            foreach (var task in fresh)
            {
                await courier.DeliverAsync(story, task, Times, Ct);
                delivered.Add(task.Id);
                kinds.Add(task.Definition.Name);
            }
        }

        flow.Sabotage.Forget();
        await story.WaitForQuietAsync(Ct);
        Assert.Equal(Tasks.OfInstantSwap.Count, kinds.Count);
        Assert.Equal(Story.SwapOnce, await story.EffectsAsync());
        Assert.Single(await market.InvitesAsync(purchase.Person, Ct));
        Assert.Equal(sent + 1, await flow.SentByWalletAsync(Ct));
        Assert.Single(await provider.ExchangesAsync(await story.PayoutIdAsync(), Ct));
        Assert.All(await flow.DifferencesAsync(Ct), line => Assert.Equal("0", line.Value));

        async Task<List<OutboxTask>> FreshAsync() =>
            [.. (await courier.TasksAsync(story)).Where(task => !delivered.Contains(task.Id))];
    }

    private async Task<(Purchase Purchase, Story Story)> BuyAsync()
    {
        flow.Sabotage.Forget();
        var purchase = await market.SubscribeAsync(await market.OpenChannelAsync(Ct), Ct);
        return (purchase, new Story(flow, purchase.Order));
    }
}
