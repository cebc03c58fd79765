using Pgp.Contracts.Ids;
using Pgp.FlowTests.Support;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Settlement;

/// <summary>A conversion or a batch as far as it has come.</summary>
/// <param name="Name">Its id, which is also the story of its tasks.</param>
/// <param name="Payout">What its order and its transfer are known by.</param>
internal sealed record Undertaking(Guid Id, string Name, string Payout);

/// <summary>Plays owners who collect, and what becomes of their money.</summary>
internal sealed class Collector(FlowStack flow)
{
    /// <summary>The cheapest tier that is worth more than the least threshold: 24.99 USD.</summary>
    public const int Tier = 2;

    /// <summary>The tier that is changed at once: 79.99 USD.</summary>
    public const int LargeTier = 3;

    private const string CreditsSql = """
        select credits.credit_id
          from credits
          join payments using (payment_id)
         where order_id = any($1)
        """;

    private const string ConversionsSql = """
        select conversion_id from conversions order by created_at, conversion_id
        """;

    private const string BatchesSql = """
        select batch_id from payout_batches order by created_at, batch_id
        """;

    private const string ConversionStateSql = """
        select state from conversions where conversion_id = $1
        """;

    private const string BatchStateSql = """
        select state from payout_batches where batch_id = $1
        """;

    private const string OpenSql = """
        select name, last_error from outbox where state = 'open'
        """;

    private readonly Market market = new(flow);

    /// <summary>A channel whose owner collects until 20 dollars.</summary>
    public Task<SampleChannel> OpenChannelAsync(
        CancellationToken ct,
        string coin = "usdt@eth",
        string threshold = "20"
    )
    {
        var number = flow.NextChannel();
        return SampleChannel.CreateAsync(
            flow.Sandbox,
            number,
            $"Channel {number}",
            coin,
            Market.OwnerOfUsdt,
            threshold,
            ct
        );
    }

    /// <summary>A new person subscribes; nothing is paid yet.</summary>
    public async Task<Purchase> SubscribeAsync(
        SampleChannel channel,
        CancellationToken ct,
        int tier = Tier
    )
    {
        var person = await market.NewPersonAsync(ct);
        return await market.SubscribeAsync(channel, person, ct, tier);
    }

    /// <summary>A new person subscribes and pays.</summary>
    public async Task<Purchase> BuyAsync(
        SampleChannel channel,
        CancellationToken ct,
        int tier = Tier
    )
    {
        var purchase = await SubscribeAsync(channel, ct, tier);
        await market.PayAsync(purchase, ct);
        return purchase;
    }

    /// <summary>As above, and the owner's balance has grown.</summary>
    public async Task<Purchase> CollectAsync(
        SampleChannel channel,
        CancellationToken ct,
        int tier = Tier
    )
    {
        var purchase = await BuyAsync(channel, ct, tier);
        await WaitForCreditsAsync([purchase], ct);
        return purchase;
    }

    public async Task WaitForCreditsAsync(IReadOnlyList<Purchase> purchases, CancellationToken ct)
    {
        var orders = purchases.Select(purchase => purchase.Order.Value).ToArray();
        await Eventually.GetAsync(
            () => flow.Facts.RowsAsync(CreditsSql, orders),
            credits => credits.Count == purchases.Count,
            ct
        );
    }

    /// <summary>Every conversion there is, oldest first.</summary>
    public async Task<IReadOnlyList<Undertaking>> ConversionsAsync() =>
        [
            .. (await flow.Facts.RowsAsync(ConversionsSql)).Select(row =>
            {
                var id = new ConversionId(Guid.Parse(row));
                return new Undertaking(id.Value, id.ToString(), PayoutId.Conversion(id).Value);
            }),
        ];

    /// <summary>Every batch there is, oldest first.</summary>
    public async Task<IReadOnlyList<Undertaking>> BatchesAsync() =>
        [
            .. (await flow.Facts.RowsAsync(BatchesSql)).Select(row =>
            {
                var id = new BatchId(Guid.Parse(row));
                return new Undertaking(id.Value, id.ToString(), PayoutId.Batch(id).Value);
            }),
        ];

    public Task WaitForConversionAsync(
        Undertaking conversion,
        string state,
        CancellationToken ct
    ) => WaitAsync(ConversionStateSql, conversion, state, ct);

    public Task WaitForBatchAsync(Undertaking batch, string state, CancellationToken ct) =>
        WaitAsync(BatchStateSql, batch, state, ct);

    /// <summary>Waits until no task at all is open.</summary>
    public Task WaitForQuietAsync(CancellationToken ct) =>
        Eventually.GetAsync(
            () => flow.Facts.RowsAsync(OpenSql),
            open => open.Count == 0,
            ct,
            TimeSpan.FromMinutes(2)
        );

    private Task<string> WaitAsync(
        string sql,
        Undertaking what,
        string state,
        CancellationToken ct
    ) =>
        Eventually.GetAsync(
            () => flow.Facts.RowAsync(sql, what.Id),
            seen => seen == state,
            ct,
            TimeSpan.FromMinutes(2)
        );
}
