using System.Numerics;
using Pgp.Contracts.Money;
using Pgp.FlowTests.Support;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Reconciliation;

/// <summary>
/// The books are made to differ from the world in several ways at once; one run names each of them,
/// and nothing else.
/// </summary>
[Collection(nameof(BooksCollection))]
public sealed class SeededDiscrepancyTests(BooksStack flow)
{
    private const string ConversionsSql = """
        select 'micro:conv_' || replace(conversion_id::text, '-', '')
          from conversions where state = 'completed'
        """;

    private const string TransferSql = """
        select transaction_hash
          from chain_transactions
         where payout_id = $1 and state = 'confirmed'
        """;

    private readonly Market market = new(flow);
    private readonly Provider provider = new(flow);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_is_wrong_is_found_and_named_in_one_run()
    {
        await using var auditor = new Auditor(flow);
        Assert.Empty(await auditor.ReconcileAsync(Ct));

        var ownerShort = await BuyShortAsync(await market.OpenChannelAsync(Ct));
        var conversionShort = await ConvertShortAsync();
        var unheard = await provider.PayUnheardAsync(
            await market.SubscribeAsync(await market.OpenChannelAsync(Ct), Ct),
            Ct
        );
        await auditor.SendEtherAsync(BigInteger.Pow(10, 16), Ct);
        var tokens = await auditor.SendTokensAsync(CoinAmount.Parse(Coin.Dai, "12.5"), Ct);
        var dropped = await DropAsync(auditor);

        string[] expected =
        [
            $"payout_short {await ownerShort.PayoutIdAsync()}",
            $"provider_payment_unknown {unheard}",
            "stray_deposit wallet:host dai@eth",
            "stray_deposit wallet:host eth@eth",
            $"swap_short {conversionShort}",
            $"transaction_dropped {dropped}",
        ];
        Assert.Equal(expected, await auditor.ReconcileAsync(Ct));
        Assert.Equal(
            "10000000000000000,12500000000000000000",
            await flow.Facts.RowAsync(
                """
                select string_agg(difference::text, ',' order by coin desc)
                  from reconciliation_findings
                 where kind = 'stray_deposit'
                   and run_id = (select max(run_id::text)::uuid from reconciliation_runs)
                """
            )
        );

        // What an operator says he put there is a stray deposit no longer.
        Assert.True((await auditor.BookRefillAsync(tokens, Ct)).Booked);
        Assert.False((await auditor.BookRefillAsync(tokens, Ct)).Booked);
        Assert.Equal(
            expected.Where(finding => finding != "stray_deposit wallet:host dai@eth"),
            await auditor.ReconcileAsync(Ct)
        );
    }

    // A buyer of an owner who is paid at once, while the exchange sends a tenth less than it tells.
    private async Task<Story> BuyShortAsync(SampleChannel channel)
    {
        var purchase = await market.SubscribeAsync(channel, Ct);
        await PayShortAsync();
        await market.PayAsync(purchase, Ct);
        var story = new Story(flow, purchase.Order);
        await story.WaitForPayoutAsync(Ct);
        return story;
    }

    private async Task<string> ConvertShortAsync()
    {
        var channel = await new Settlement.Collector(flow).OpenChannelAsync(Ct, threshold: "500");
        var purchase = await market.SubscribeAsync(channel, Ct);
        await PayShortAsync();
        await market.PayAsync(purchase, Ct);
        return await Eventually.FindAsync(
            async () =>
                await flow.Facts.RowsAsync(ConversionsSql) is [var first, ..] ? first : null,
            Ct
        );
    }

    // The owner's transfer is booked, and then its block turns out never to have been.
    private async Task<string> DropAsync(Auditor auditor)
    {
        var purchase = await market.SubscribeAsync(await market.OpenDirectChannelAsync(Ct), Ct);
        await market.PayAsync(purchase, Ct);
        var story = new Story(flow, purchase.Order);
        await story.WaitForPayoutAsync(Ct);
        var hash = await flow.Facts.RowAsync(TransferSql, await story.PayoutIdAsync());
        await auditor.DropBlockAsync(Ct);
        return hash;
    }

    private Task PayShortAsync() =>
        flow.Sandbox.OrderFaultAsync(
            """{"partner":"changenow","operation":"payout","kind":"wrong_amount","times":1}""",
            Ct
        );
}
