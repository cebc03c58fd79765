using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.IntegrationTests.Support;
using Pgp.Orchestrator;
using Pgp.Orchestrator.Subscriptions;

namespace Pgp.IntegrationTests.Orchestrator.Subscriptions;

/// <summary>Settled payments of subscribers, and their consequences.</summary>
internal static class Purchases
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Buys 30 days of the first tier.</summary>
    public static async Task<PaymentId> BuyAsync(
        Database database,
        TestDatabase db,
        ChannelId channel,
        long user
    )
    {
        var order = await Seed.OrderAsync(db, channel, database.Clock.GetUtcNow());
        var payment = await Seed.PaymentAsync(db, order, order.ToString(), "paid");
        await using var unit = await database.BeginAsync(Ct);
        var terms = Terms(order, user, channel, days: 30, tier: 1);
        await SubscriptionChanges.BuyAsync(unit, payment, terms, Ct);
        await unit.CommitAsync(Ct);
        return payment;
    }

    public static OrderTerms Terms(
        OrderId order,
        long user,
        ChannelId channel,
        int days,
        int tier
    ) =>
        new(
            order,
            user,
            channel,
            Kind: "subscription",
            days,
            Amount<Usd>.Parse("9.99"),
            new BasisPoints(200),
            "instant",
            Coin.Eth,
            "0x1111111111111111111111111111111111111111",
            PayoutExtraId: null,
            DateTimeOffset.UnixEpoch
        )
        {
            TierNo = tier,
        };

    /// <summary>One sweep.</summary>
    public static Task<string> SweepAsync(Database database) =>
        new SubscriptionSweepJob(database).RunAsync(Ct);
}
