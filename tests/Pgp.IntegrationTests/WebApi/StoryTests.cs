using System.Text;
using System.Text.RegularExpressions;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;
using Pgp.WebApi.Payments;
using Pgp.WebApi.Payouts;
using Pgp.WebApi.Reading;

namespace Pgp.IntegrationTests.WebApi;

/// <summary>What an owner is told of one payment and of one payout, from first to last.</summary>
public sealed partial class StoryTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const long Buyer = 77;

    private readonly Story story = new(OwnerScene.Options);
    private OwnerScene scene = null!;
    private ChannelId channel;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        scene = new OwnerScene(Db, Clock);
        channel = await scene.ChannelAsync(OwnerScene.Alice);
    }

    [Fact]
    public async Task A_payment_is_told_from_the_order_to_the_payout()
    {
        var order = await scene.OrderAsync(channel, Buyer, Offer.Month);
        Pass();
        var payment = await scene.BeginAsync(order);
        await SayAsync(payment, "waiting");
        Pass();
        await SayAsync(payment, "finished");
        await SayAsync(payment, "finished");
        Pass();
        await scene.SettleAsync(order, payment, CoinAmount.Parse(Coin.Usdt, "9.99"), "9.99");
        Pass();
        await InviteAsync(payment);
        Pass();
        await PayoutRows.SentAsync(Db, payment, channel, "0xabc", Clock.GetUtcNow());

        Assert.Equal(
            [
                "12:00 order_placed subscription for 9.99 usd",
                "12:00 invoice_made",
                "12:01 payment_seen 9.99 usdt",
                "12:01 provider_status waiting",
                "12:02 provider_status finished",
                "12:03 payment_settled 9.99 usdt",
                "12:03 fee_taken 0.2997 usdt",
                "12:03 access_purchased until 2026-02-14 12:03",
                "12:04 invite_sent",
                "12:04 joined",
                "12:05 payout_created 9.6903 usdt, swap to eth@eth",
                "12:06 transfer_sent 0xabc https://explorer.test/tx/0xabc",
                "12:06 transfer_confirmed 0xabc https://explorer.test/tx/0xabc",
                "12:10 payout_handed_over exchange order xinstant:*",
                "12:10 payout_completed 0.00349 eth 0xabcf https://explorer.test/tx/0xabcf",
            ],
            await PaymentAsync(OwnerScene.Alice, payment)
        );
        Assert.Empty(await PaymentAsync(OwnerScene.Bob, payment));
    }

    [Fact]
    public async Task A_payment_that_is_sent_back_says_so()
    {
        var payment = await scene.SellAsync(channel, Buyer, Offer.Month);
        Pass();
        await scene.SendBackAsync(payment);

        Assert.Equal(
            ["12:01 payment_refunded refunded_after_paid", "12:01 access_refunded"],
            (await PaymentAsync(OwnerScene.Alice, payment))[^2..]
        );
    }

    [Fact]
    public async Task A_collected_payment_is_told_with_its_share_and_the_batch_that_took_it()
    {
        var payment = await scene.SellAsync(channel, Buyer, Offer.Month);
        var batch = BatchId.New(Clock);
        await BatchAsync(payment, batch);
        var payout = await PayoutRows.AddAsync(
            Db,
            PayoutId.Batch(batch),
            payment: null,
            batch,
            channel,
            Clock.GetUtcNow()
        );

        var told = await PaymentAsync(OwnerScene.Alice, payment);
        Assert.Equal(
            [
                "12:00 share_credited 9.6903 usdt",
                "12:00 batch_reserved 9.6903 usdt, 1 payments",
                "12:00 payout_created 9.6903 usdt, swap to eth@eth",
            ],
            told[^3..]
        );
        Assert.Equal(
            payout.Value,
            await scene.AskAsync(unit =>
                PaymentQueries.PayoutAsync(unit, OwnerScene.Alice, payment, Ct)
            )
        );
        Assert.Equal(
            [payment.ToString()],
            await scene.AskAsync(unit =>
                PayoutQueries.PaymentsAsync(unit, OwnerScene.Alice, payout, Ct)
            )
        );
        Assert.Empty(
            await scene.AskAsync(unit =>
                PayoutQueries.PaymentsAsync(unit, OwnerScene.Bob, payout, Ct)
            )
        );
    }

    [Theory]
    [InlineData("failed_review", null, false, "payout_returned a reason")]
    [InlineData("created", null, true, "payout_held a reason")]
    [InlineData("handed_over", "held", false, "payout_held a reason")]
    [InlineData("handed_over", "refunded", false, "payout_returned a reason")]
    public async Task A_payout_says_why_it_does_not_go_on(
        string state,
        string? execution,
        bool isHeld,
        string expected
    )
    {
        var payment = await scene.SellAsync(channel, Buyer, Offer.Month);
        var payout = await PayoutRows.AddAsync(
            Db,
            PayoutId.Instant(payment),
            payment,
            batch: null,
            channel,
            Clock.GetUtcNow(),
            state,
            execution,
            isHeld
        );
        var told = await scene.AskAsync(unit =>
            PayoutStoryQueries.StoryAsync(unit, OwnerScene.Alice, payout, story, Ct)
        );
        Assert.Contains(told, entry => $"{entry.Kind} {entry.Detail}" == expected);
        Assert.Empty(
            await scene.AskAsync(unit =>
                PayoutStoryQueries.StoryAsync(unit, OwnerScene.Bob, payout, story, Ct)
            )
        );
    }

    [Fact]
    public async Task The_books_of_a_payment_are_its_own_postings()
    {
        var payment = await scene.SellAsync(channel, Buyer, Offer.Month);
        await scene.SellAsync(channel, Buyer + 1, Offer.Month);

        var lines = await scene.AskAsync(unit =>
            PaymentQueries.LedgerAsync(unit, OwnerScene.Alice, payment, Ct)
        );
        Assert.Equal(
            [
                $"owner:{channel}:payable usdt@eth -9.6903",
                "platform:fees usdt@eth -0.2997",
                "wallet:host usdt@eth 9.9900",
            ],
            lines
                .GroupBy(line => (line.Account, line.Coin))
                .Select(group =>
                    $"{group.Key.Account} {group.Key.Coin} "
                    + $"{group.Sum(line => decimal.Parse(line.Amount, Culture))}"
                )
                .Order(StringComparer.Ordinal)
        );
        Assert.All(lines, line => Assert.Equal($"paid:{payment}", line.Fact));
        Assert.Empty(
            await scene.AskAsync(unit =>
                PaymentQueries.LedgerAsync(unit, OwnerScene.Bob, payment, Ct)
            )
        );
    }

    [Fact]
    public void Every_kind_in_the_statements_has_a_title()
    {
        var kinds = SqlConstants
            .All.Where(sql => sql.File.EndsWith("StoryQueries.cs", StringComparison.Ordinal))
            .SelectMany(sql => Kind().Matches(sql.Text))
            .Select(match => match.Groups["kind"].Value)
            .ToHashSet();
        Assert.Superset(kinds, TimelineTitles.Kinds.ToHashSet());
        Assert.True(kinds.Count > 20, $"{kinds.Count} kinds found");
    }

    private static System.Globalization.CultureInfo Culture =>
        System.Globalization.CultureInfo.InvariantCulture;

    // To the next whole minute.
    private void Pass()
    {
        var now = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromMinutes(1) - (now.TimeOfDay - Minutes(now)));

        static TimeSpan Minutes(DateTimeOffset at) =>
            TimeSpan.FromMinutes((int)at.TimeOfDay.TotalMinutes);
    }

    private async Task<List<string>> PaymentAsync(TelegramUserId owner, PaymentId payment)
    {
        var entries = await scene.AskAsync(async unit =>
        {
            var payout = await PaymentQueries.PayoutAsync(unit, owner, payment, Ct);
            return Story.InOrder(
                await PaymentStoryQueries.MoneyAsync(unit, owner, payment, story, Ct),
                await PaymentStoryQueries.AccessAsync(unit, owner, payment, story, Ct),
                await PaymentStoryQueries.ShareAsync(unit, owner, payment, story, Ct),
                payout is null
                    ? []
                    : await PayoutStoryQueries.StoryAsync(
                        unit,
                        owner,
                        PayoutId.Parse(payout),
                        story,
                        Ct
                    )
            );
        });
        return [.. entries.Select(Line)];
    }

    private static string Line(TimelineEntry entry)
    {
        var text = new StringBuilder(entry.At.ToString("HH:mm", Culture));
        foreach (
            var part in new[] { entry.Kind, entry.Detail, entry.TxHash, entry.Url?.ToString() }
        )
        {
            text.Append(part is null ? "" : " " + part);
        }

        Assert.Equal(TimelineTitles.Of(entry.Kind), entry.Title);
        return Name().Replace(text.ToString(), "${kind}*");
    }

    private async Task SayAsync(PaymentId payment, string status) =>
        await Db.RunAsync(
            """
            insert into payment_events (
                event_id, provider, provider_payment_id, body, body_sha256, signature_form,
                received_at)
            select gen_random_uuid(), provider, provider_payment_id, $2, sha256($2 || $3), 'sorted',
                   $4
              from payments where payment_id = $1
            """,
            payment.Value,
            Encoding.UTF8.GetBytes($$"""{"payment_status": "{{status}}","address":"bc1secret"}"""),
            Guid.NewGuid().ToByteArray(),
            scene.Tick()
        );

    private async Task InviteAsync(PaymentId payment)
    {
        var closed = await Db.AskAsync<long>(
            "select closed_channel_id from channels where channel_id = $1",
            channel.Value
        );
        await Db.RunAsync(
            """
            insert into invites (
                cause, payment_id, user_id, closed_channel_id, state, link, link_kind, created_at,
                sent_at)
            values ('payment:' || $1::text, $1, $2, $3, 'sent', 'https://t.me/+secret',
                    'join_request', $4, $4)
            """,
            payment.Value,
            Buyer,
            closed,
            scene.Tick()
        );
        await Db.RunAsync(
            """
            insert into channel_joins (update_id, chat_id, user_id, joined_at)
            values (1, $1, $2, $3)
            """,
            closed,
            Buyer,
            scene.Tick()
        );
    }

    private async Task BatchAsync(PaymentId payment, BatchId batch)
    {
        await Db.RunAsync(
            """
            insert into payout_batches (
                batch_id, channel_id, amount, credits, threshold_usd, target_coin, target_address,
                state, created_at, updated_at)
            values ($1, $2, 9690300, 1, 50, 'eth@eth',
                    '0x1111111111111111111111111111111111111111', 'reserved', $3, $3)
            """,
            batch.Value,
            channel.Value,
            scene.Tick()
        );
        await Db.RunAsync(
            """
            insert into credits (
                credit_id, payment_id, channel_id, coin, gross_amount, fee_amount, net_amount,
                gross_usd, net_usd, credited_at, usdt_amount, converted_at, batch_id)
            select $1, payment_id, channel_id, outcome_coin, outcome_amount, fee_amount, net_amount,
                   outcome_usd, 9.6903, paid_at, net_amount, paid_at, $2
              from payments where payment_id = $3
            """,
            CreditId.New(Clock).Value,
            batch.Value,
            payment.Value
        );
    }

    [GeneratedRegex("(?<kind>instant:|batch:)[a-z_0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex(
        "'(?<kind>(order|invoice|payment|provider|fee|access|gift|invite|share|batch|payout|"
            + "transfer)_[a-z_]+|joined)'",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Kind();
}
