using System.Globalization;
using System.Numerics;
using Pgp.FlowTests.Support;

namespace Pgp.FlowTests.Settlement;

/// <summary>From a payment to the collecting owner's wallet, to the last unit.</summary>
[Collection(nameof(ThresholdCollection))]
public sealed class ThresholdPathTests(ThresholdStack flow) : SettlementTest(flow)
{
    private const string PostingsSql = """
        select entry.kind, regexp_replace(account, 'ch_[0-9a-f]+', '*'), coin, amount
          from ledger_entries as entry
          join ledger_postings using (entry_id)
         where payout_id = $1
         order by entry.booked_at, entry.kind, line
        """;

    private const string SharesSql = """
        select outcome_amount, fee_amount, net_amount, outcome_usd * 1000000, fee_bps
          from payments
          join fee_policies on version = fee_policy
         where order_id = $1
        """;

    private const string GasSql = """
        select sum(gas_used * gas_price) from chain_transactions where payout_id = $1
        """;

    private const string ConversionSql = """
        select kind, received, distributed, gross_usd * 1000000, net_usd * 1000000
          from conversions
         where conversion_id = $1
        """;

    private const string BatchSql = """
        select amount, credits from payout_batches where batch_id = $1
        """;

    [Fact]
    public async Task A_payment_is_credited_changed_and_paid_out_to_the_last_unit()
    {
        var channel = await Collector.OpenChannelAsync(Ct);
        var purchase = await Collector.CollectAsync(channel, Ct);
        var conversion = await ConvertAsync();
        var batch = await PayOutAsync();

        var (gross, fee, net, worth, bps) = await NumbersAsync(SharesSql, purchase.Order.Value);
        Assert.Equal(gross * bps / 10_000, fee);
        Assert.Equal(gross, fee + net);
        var gas = await NumberAsync(GasSql, conversion.Payout);
        var row = (await Facts.RowAsync(ConversionSql, conversion.Id)).Split(',');
        var received = Number(row[1]);
        var shared = Number(row[2]);
        Assert.Equal(("pool", worth), (row[0], Number(row[3])));
        // The fee of the worth, rounded down, is the platform's part of what arrived.
        Assert.Equal(worth - (worth * bps / 10_000), Number(row[4]));
        Assert.Equal(received - (received * (worth * bps / 10_000) / worth), shared);
        Assert.Equal(
            [
                $"conversion_claimed,owner:*:payable,eth@eth,{net}",
                $"conversion_claimed,conversions:in_flight,eth@eth,-{net}",
                $"conversion_claimed,platform:fees,eth@eth,{fee}",
                $"conversion_claimed,conversions:in_flight,eth@eth,-{fee}",
                $"transfer_mined,swap:changenow,eth@eth,{gross}",
                $"transfer_mined,wallet:host,eth@eth,-{gross}",
                $"transfer_mined,platform:gas,eth@eth,{gas}",
                $"transfer_mined,wallet:host,eth@eth,-{gas}",
                $"conversion_completed,conversions:in_flight,eth@eth,{gross}",
                $"conversion_completed,swap:changenow,eth@eth,-{gross}",
                $"conversion_completed,wallet:host,usdt@eth,{shared}",
                $"conversion_completed,owner:*:payable,usdt@eth,-{shared}",
                $"conversion_completed,wallet:host,usdt@eth,{received - shared}",
                $"conversion_completed,platform:fees,usdt@eth,-{received - shared}",
            ],
            await PostingsAsync(conversion)
        );

        gas = await NumberAsync(GasSql, batch.Payout);
        Assert.Equal($"{shared},1", await Facts.RowAsync(BatchSql, batch.Id));
        Assert.Equal(
            [
                $"payout_created,owner:*:payable,usdt@eth,{shared}",
                $"payout_created,payouts:in_flight,usdt@eth,-{shared}",
                $"transfer_mined,payouts:in_flight,usdt@eth,{shared}",
                $"transfer_mined,wallet:host,usdt@eth,-{shared}",
                $"transfer_mined,platform:gas,eth@eth,{gas}",
                $"transfer_mined,wallet:host,eth@eth,-{gas}",
            ],
            await PostingsAsync(batch)
        );
        Assert.Equal(2, await SentAsync());
        await CheckAsync();
    }

    [Fact]
    public async Task An_owner_who_wants_another_coin_is_paid_by_way_of_the_exchange()
    {
        var channel = await Collector.OpenChannelAsync(Ct, "dai@eth");
        await Collector.CollectAsync(channel, Ct);
        await ConvertAsync();
        var batch = await PayOutAsync();

        var order = Assert.Single(await Exchange.OrdersAsync(batch, Ct));
        Assert.Equal("finished", (string?)order["status"]);
        Assert.Equal(Market.OwnerOfUsdt, (string?)order["payoutAddress"]);
        await CheckAsync();
    }

    [Fact]
    public async Task A_large_credit_is_changed_alone_and_at_once()
    {
        var channel = await Collector.OpenChannelAsync(Ct);
        var before = (await Collector.ConversionsAsync()).Count;
        await Collector.CollectAsync(channel, Ct, Collector.LargeTier);
        var conversions = await Testing.Eventually.GetAsync(
            Collector.ConversionsAsync,
            all => all.Count > before,
            Ct
        );
        await Collector.WaitForConversionAsync(conversions[^1], "completed", Ct);

        Assert.StartsWith(
            "single,",
            await Facts.RowAsync(ConversionSql, conversions[^1].Id),
            StringComparison.Ordinal
        );
        await PayOutAsync();
        await CheckAsync();
    }

    [Fact]
    public async Task Two_owners_in_one_pool_get_what_each_brought()
    {
        var first = await Collector.OpenChannelAsync(Ct);
        var second = await Collector.OpenChannelAsync(Ct, threshold: "1000");
        await Collector.CollectAsync(first, Ct);
        await Collector.CollectAsync(second, Ct, tier: 1);
        await ConvertAsync();
        await PayOutAsync();

        // The second goes on collecting; the books say as much as the credits.
        await CheckAsync();
    }

    [Fact]
    public async Task Below_the_pools_threshold_nothing_is_changed()
    {
        var before = (await Collector.ConversionsAsync()).Count;
        Assert.Equal("done", await Scheduler.CheckPoolsAsync(Ct));
        Assert.Equal("done", await Scheduler.PayOwnersAsync(Ct));
        Assert.Equal(before, (await Collector.ConversionsAsync()).Count);
        Assert.Equal(0, await SentAsync());
    }

    private Task<IReadOnlyList<string>> PostingsAsync(Undertaking what) =>
        Facts.RowsAsync(PostingsSql, what.Payout);

    private async Task<BigInteger> NumberAsync(string sql, object key) =>
        Number(await Facts.RowAsync(sql, key));

    private async Task<(BigInteger, BigInteger, BigInteger, BigInteger, BigInteger)> NumbersAsync(
        string sql,
        object key
    )
    {
        var cells = (await Facts.RowAsync(sql, key)).Split(',').Select(Number).ToArray();
        return (cells[0], cells[1], cells[2], cells[3], cells[4]);
    }

    private static BigInteger Number(string text) =>
        BigInteger.Parse(text.Split('.')[0], CultureInfo.InvariantCulture);
}
