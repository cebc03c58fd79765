using Pgp.FlowTests.Support;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Bot;

/// <summary>Brings people into channels, and lets their time pass.</summary>
internal sealed class Membership(FlowStack flow)
{
    private readonly Market market = new(flow);

    /// <summary>Buys a tier, pays it and is let in by the invite.</summary>
    public async Task EnterAsync(
        Phone phone,
        SampleChannel channel,
        CancellationToken ct,
        int tier = 1
    )
    {
        await BuyAsync(phone, channel, ct, tier);
        var link = await InviteAsync(phone, after: 0, ct);
        Assert.Equal("joined", await phone.JoinAsync(link, ct));
    }

    public async Task BuyAsync(
        Phone phone,
        SampleChannel channel,
        CancellationToken ct,
        int tier = 1
    )
    {
        var purchase = await market.SubscribeAsync(channel, phone.Person, ct, tier);
        await market.PayAsync(purchase, ct);
        await new Story(flow, purchase.Order).WaitForPayoutAsync(ct);
    }

    /// <summary>The newest invite, once there are more than so many.</summary>
    public async Task<Uri> InviteAsync(Phone phone, int after, CancellationToken ct)
    {
        var links = await Eventually.GetAsync(
            () => market.InvitesAsync(phone.Person, ct),
            links => links.Count > after,
            ct
        );
        return links[^1];
    }

    /// <summary>
    /// Everything of this person's subscription happened so much earlier: state and log alike.
    /// </summary>
    public Task AgeAsync(Phone phone, TimeSpan by, CancellationToken ct) =>
        flow.Facts.ChangeAsync(
            $"""
            with mine as (
                update subscriptions
                   set paid_until     = paid_until - interval '{by.TotalSeconds} seconds',
                       grace_until    = grace_until - interval '{by.TotalSeconds} seconds',
                       next_action_at = next_action_at - interval '{by.TotalSeconds} seconds',
                       updated_at     = updated_at - interval '{by.TotalSeconds} seconds'
                 where user_id = {phone.Person}
                returning subscription_id)
            update subscription_events e
               set valid_from  = valid_from - interval '{by.TotalSeconds} seconds',
                   valid_until = valid_until - interval '{by.TotalSeconds} seconds',
                   due         = due - interval '{by.TotalSeconds} seconds'
              from mine
             where e.subscription_id = mine.subscription_id
            """
        );

    public Task<IReadOnlyList<string>> StateAsync(Phone phone) =>
        flow.Facts.RowsAsync("select state from subscriptions where user_id = $1", phone.Person);
}
