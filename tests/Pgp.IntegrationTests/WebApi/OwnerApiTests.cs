using System.Net;
using System.Text.Json.Nodes;
using Pgp.Contracts.Ids;
using Pgp.IntegrationTests.Settlement;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.WebApi;

/// <summary>What owners read, over HTTP: forms, refusals, other people's ids.</summary>
public sealed class OwnerApiTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private OwnerScene scene = null!;
    private OwnerApi api = null!;
    private ChannelId channel;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        scene = new OwnerScene(Db, Clock);
        api = await OwnerApi.StartAsync(Db);
        channel = await scene.ChannelAsync(OwnerScene.Alice);
    }

    public override async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_payment_has_the_form_of_the_contract()
    {
        var payment = await scene.SellAsync(channel, 77, Offer.Month);
        var body = await api.JsonAsync("/payments", OwnerScene.Alice);
        var item = body["items"]![0]!;
        var expected = JsonNode.Parse(
            $$"""
            {
              "payment_id": "{{payment}}",
              "order_id": "{{item["order_id"]}}",
              "channel_id": "{{channel}}",
              "channel_title": "closed",
              "kind": "subscription",
              "tier_no": 1,
              "user_id": 77,
              "state": "paid",
              "reason": null,
              "price_usd": "9.99",
              "pay": {"coin": "usdt@eth", "amount": "9.99"},
              "received_usd": "9.99",
              "outcome": {"coin": "usdt@eth", "amount": "9.99"},
              "fee": {"coin": "usdt@eth", "amount": "0.2997"},
              "net": {"coin": "usdt@eth", "amount": "9.6903"},
              "created_at": "2026-01-15T12:00:00.004+00:00",
              "paid_at": "2026-01-15T12:00:00.006+00:00"
            }
            """
        )!;
        Assert.True(JsonNode.DeepEquals(expected, item), item.ToJsonString());
        Assert.Null(body["next_cursor"]);

        var detail = await api.JsonAsync($"/payments/{payment}", OwnerScene.Alice);
        Assert.Equal("9.6903", (string)detail["net"]!["amount"]!);
        Assert.Equal("order_placed", (string)detail["timeline"]![0]!["kind"]!);
        Assert.Equal("Order placed", (string)detail["timeline"]![0]!["title"]!);
        Assert.Equal(2 + 2, detail["ledger"]!.AsArray().Count);
        Assert.Null(detail["payout_id"]);
    }

    [Fact]
    public async Task Cursors_lead_through_every_list_to_its_end()
    {
        for (var user = 1; user <= 5; user++)
        {
            var payment = await scene.SellAsync(channel, user, Offer.Month);
            await PayoutRows.AddAsync(
                Db,
                PayoutId.Instant(payment),
                payment,
                batch: null,
                channel,
                scene.Tick(),
                execution: "completed"
            );
        }

        foreach (
            var (list, id) in new[]
            {
                ("/payments", "payment_id"),
                ("/subscribers", "subscription_id"),
                ("/payouts", "payout_id"),
                ("/payouts?state=completed", "payout_id"),
            }
        )
        {
            var whole = Ids(await api.JsonAsync(list, OwnerScene.Alice), id);
            Assert.Equal(5, whole.Distinct().Count());
            var walked = new List<string>();
            var sizes = new List<int>();
            var cursor = "";
            do
            {
                var mark = list.Contains('?', StringComparison.Ordinal) ? '&' : '?';
                var body = await api.JsonAsync(
                    $"{list}{mark}limit=2&cursor={cursor}",
                    OwnerScene.Alice
                );
                var ids = Ids(body, id);
                walked.AddRange(ids);
                sizes.Add(ids.Count);
                cursor = (string?)body["next_cursor"];
            } while (cursor is not null);

            Assert.Equal(whole, walked);
            Assert.Equal([2, 2, 1], sizes);
        }
    }

    [Fact]
    public async Task Another_owners_ids_are_like_ids_that_do_not_exist()
    {
        var payment = await scene.SellAsync(channel, 77, Offer.Month);
        var payout = await PayoutRows.AddAsync(
            Db,
            PayoutId.Instant(payment),
            payment,
            batch: null,
            channel,
            Clock.GetUtcNow()
        );
        var subscription = new SubscriptionId(
            await Db.AskAsync<Guid>("select subscription_id from subscriptions")
        );
        string[] paths =
        [
            $"/payments/{payment}",
            $"/payouts/{payout}",
            $"/subscribers/{subscription}",
            $"/statements/{channel}/2026-01",
        ];
        foreach (var path in paths)
        {
            using var mine = await api.GetAsync(path, OwnerScene.Alice);
            Assert.Equal(HttpStatusCode.OK, mine.StatusCode);
        }

        string[] strange =
        [
            "/payments/pay_00000000000000000000000000000000",
            "/payments/nonsense",
            "/payouts/instant:pay_00000000000000000000000000000000",
            "/payouts/nonsense",
            "/subscribers/nonsense",
            $"/statements/{channel}/2026-13",
            "/statements/nonsense/2026-01",
        ];
        var answers = new HashSet<string>();
        foreach (var path in paths.Concat(strange))
        {
            using var answer = await api.GetAsync(path, OwnerScene.Bob);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            answers.Add(await answer.Content.ReadAsStringAsync(Ct));
        }

        Assert.Single(answers);
        foreach (var list in new[] { "/payments", "/payouts", "/subscribers" })
        {
            Assert.Empty(Items(await api.JsonAsync(list, OwnerScene.Bob)));
            Assert.Empty(
                Items(await api.JsonAsync($"{list}?channel_id={channel}", OwnerScene.Bob))
            );
        }
    }

    [Fact]
    public async Task An_account_without_telegram_sees_empty_lists()
    {
        await scene.SellAsync(channel, 77, Offer.Month);
        foreach (var list in new[] { "/payments", "/payouts", "/subscribers", "/statements" })
        {
            Assert.Empty(Items(await api.JsonAsync(list, owner: null)));
        }

        var balance = await api.JsonAsync("/balance", owner: null);
        Assert.Empty(balance["channels"]!.AsArray());
    }

    [Theory]
    [InlineData("/payments?state=lost", "state", "unknown")]
    [InlineData("/payments?kind=theft", "kind", "unknown")]
    [InlineData("/payments?from=yesterday", "from", "not_a_moment")]
    [InlineData("/payments?from=2026-02-01&to=2026-01-01", "to", "before_from")]
    [InlineData("/payments?channel_id=x", "channel_id", "not_an_id")]
    [InlineData("/payments?limit=101", "limit", "out_of_range")]
    [InlineData("/payments?cursor=x", "cursor", "unknown")]
    [InlineData("/payments/export?state=lost", "state", "unknown")]
    [InlineData("/subscribers?state=lost", "state", "unknown")]
    [InlineData("/payouts?state=lost", "state", "unknown")]
    [InlineData("/statements?channel_id=x", "channel_id", "not_an_id")]
    [InlineData("/analytics/overview?from=2026-01-01&to=2027-06-01", "to", "too_long")]
    [InlineData("/analytics/overview?from=2026-01-02&to=2026-01-01", "to", "before_from")]
    [InlineData("/analytics/overview?from=1.1.2026", "from", "not_a_day")]
    public async Task What_makes_no_sense_is_refused_at_its_field(
        string path,
        string field,
        string code
    )
    {
        using var answer = await api.GetAsync(path, OwnerScene.Alice);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
        Assert.Equal("validation_failed", (string)body["code"]!);
        var error = Assert.Single(body["errors"]!.AsArray())!;
        Assert.Equal((field, code), ((string)error["field"]!, (string)error["code"]!));
    }

    [Fact]
    public async Task A_table_is_sent_in_pieces_and_has_everything()
    {
        await scene.SellAsync(channel, 1, Offer.Month);
        await CopyPaymentsAsync(1_200);

        var rows = (await api.TextAsync("/payments/export", OwnerScene.Alice)).Split("\r\n");
        Assert.Equal(1 + 1_201 + 1, rows.Length);
        Assert.StartsWith("payment_id,order_id,", rows[0], StringComparison.Ordinal);
        Assert.Equal("", rows[^1]);
        var ids = rows[1..^1].Select(row => row.Split(',')[0]).ToList();
        Assert.Equal(ids.OrderDescending(StringComparer.Ordinal), ids);
        Assert.Equal(1_201, ids.Distinct().Count());

        using var answer = await api.GetAsync("/payments/export?state=expired", OwnerScene.Alice);
        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            "attachment; filename=\"payments.csv\"",
            answer.Content.Headers.ContentDisposition?.ToString()
        );
        Assert.Single((await answer.Content.ReadAsStringAsync(Ct)).TrimEnd().Split("\r\n"));
        Assert.Equal(
            2,
            (await api.TextAsync("/subscribers/export", OwnerScene.Alice))
                .TrimEnd()
                .Split("\r\n")
                .Length
        );
        Assert.Single(
            (await api.TextAsync("/payouts/export", OwnerScene.Alice)).TrimEnd().Split("\r\n")
        );
    }

    [Fact]
    public async Task A_statement_is_the_same_in_both_forms()
    {
        await scene.SellAsync(channel, 77, Offer.Month);
        var months = await api.JsonAsync("/statements", OwnerScene.Alice);
        Assert.Equal("2026-01", (string)Items(months)[^1]!["month"]!);

        var path = $"/statements/{channel}/2026-01";
        var body = await api.JsonAsync(path, OwnerScene.Alice);
        Assert.Equal("9.6903", (string)body["closing"]!["usdt@eth"]!);
        var line = Assert.Single(body["movements"]!.AsArray())!;
        Assert.Equal(("9.99", "0.2997"), ((string)line["gross"]!, (string)line["fee"]!));
        Assert.Contains(
            ",payment_settled,",
            await api.TextAsync(path + "?format=csv", OwnerScene.Alice),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Balances_and_figures_have_the_form_of_the_contract()
    {
        var collecting = await scene.ChannelAsync(OwnerScene.Alice, "threshold");
        await new SettlementDesk(Db, Clock).CollectAsync(collecting, "12.5");
        var balances = await api.JsonAsync("/balance", OwnerScene.Alice);
        var expected = JsonNode.Parse(
            $$"""
            {
              "channel_id": "{{collecting}}",
              "title": "closed",
              "strategy": "threshold",
              "payable": {"coin": "usdt@eth", "amount": "12.5"},
              "pending_usd": "0",
              "in_flight": [],
              "returned": [],
              "threshold_usd": "50",
              "progress_percent": 25,
              "last_payout": null
            }
            """
        )!;
        var balance = balances["channels"]![1]!;
        Assert.True(JsonNode.DeepEquals(expected, balance), balance.ToJsonString());

        var overview = await api.JsonAsync(
            "/analytics/overview?from=2026-01-01&to=2026-01-31",
            OwnerScene.Alice
        );
        Assert.Equal(
            [
                "definitions_version",
                "earnings",
                "totals",
                "mrr",
                "subscribers",
                "churn",
                "lifetime_value_usd",
                "funnel",
                "per_tier",
                "last_payments",
            ],
            overview.AsObject().Select(member => member.Key)
        );
        Assert.Equal(31, overview["earnings"]!.AsArray().Count);
        Assert.Equal(
            ["active", "trial", "grace", "expiring_7_days", "new_30_days", "churned_30_days"],
            overview["subscribers"]!.AsObject().Select(member => member.Key)
        );

        // Seeded payments are of the moment, as the last days are.
        overview = await api.JsonAsync("/analytics/overview", OwnerScene.Alice);
        Assert.Equal(30, overview["earnings"]!.AsArray().Count);
        Assert.Equal("12.5", (string)overview["totals"]!["gross_usd"]!);
    }

    private static JsonArray Items(JsonNode body) => body["items"]!.AsArray();

    private static List<string> Ids(JsonNode body, string id) =>
        [.. Items(body).Select(item => (string)item![id]!)];

    // So many more like the only payment there is, each a millisecond later.
    private Task<int> CopyPaymentsAsync(int times) =>
        Db.RunAsync(
            """
            insert into payments (
                payment_id, provider, provider_payment_id, order_id, channel_id, kind, state,
                provider_status, pay_coin, pay_amount, created_at, updated_at)
            select (substr(later, 1, 8) || '-' || substr(later, 9, 4)
                    || substr(payment_id::text, 14))::uuid,
                   provider, 'copy' || n, order_id, channel_id, kind, 'waiting', 'waiting',
                   pay_coin, pay_amount, created_at, updated_at
              from payments
             cross join generate_series(1, $1) as n
             cross join lateral (
                   select lpad(to_hex((
                       'x' || substr(replace(payment_id::text, '-', ''), 1, 12)
                       )::bit(48)::bigint + n), 12, '0') as later) as id
            """,
            times
        );
}
