using System.Text.Json.Nodes;
using Pgp.FlowTests.Support;
using Pgp.Testing;

namespace Pgp.FlowTests.Web;

/// <summary>What owners do with channels over the API (spec 30, 10).</summary>
[Collection(nameof(WebCollection))]
public sealed class ChannelScenarioTests(WebStack flow)
{
    private const string NewAddress = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    private readonly Market market = new(flow);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S19_Of_eleven_channels_registered_at_once_ten_are()
    {
        var owner = await WebOwner.ReadyAsync(flow, Ct);
        var pairs = new List<(long Open, long Closed)>();
        for (var i = 0; i < 11; i++)
        {
            pairs.Add(await owner.LetInAsync(Ct));
        }

        var answers = await Task.WhenAll(
            pairs.Select(pair =>
                owner.Api.PostAsync(
                    "channels/register",
                    WebOwner.Registration(pair.Open, pair.Closed),
                    Ct
                )
            )
        );
        Assert.Equal(10, answers.Count(answer => answer.Status == 201));
        Assert.Equal(
            (409, "too_many_channels"),
            Seen(answers.Single(answer => answer.Status != 201))
        );
        var list = (await owner.Api.GetAsync("channels", Ct)).Value();
        Assert.Equal(10, (int)list["count"]!);
        Assert.Equal(10, (int)list["max_channels"]!);
    }

    [Fact]
    public async Task S20_A_chat_that_is_sold_already_is_a_conflict_at_its_field()
    {
        var owner = await WebOwner.ReadyAsync(flow, Ct);
        var (open, closed) = await owner.LetInAsync(Ct);
        var first = WebOwner.Registration(open, closed);
        Assert.Equal(201, (await owner.Api.PostAsync("channels/register", first, Ct)).Status);
        var (another, _) = await owner.LetInAsync(Ct);
        var second = WebOwner.Registration(another, closed);
        var taken = await owner.Api.PostAsync("channels/register", second, Ct);
        Assert.Equal((409, "channel_exists"), Seen(taken));
        Assert.Equal(["closed_channel_id: taken"], taken.Errors);
    }

    [Fact]
    public async Task S21_Where_the_bot_is_not_or_may_not_it_is_said_what_to_do()
    {
        var owner = await WebOwner.ReadyAsync(flow, Ct);
        var (open, closed) = await owner.LetInAsync(Ct);
        var stranger = await owner.Api.PostAsync(
            "channels/register",
            WebOwner.Registration(-1009999999999, closed),
            Ct
        );
        Assert.Equal(["open_channel_id: chat_unknown"], stranger.Errors);
        Assert.Equal(422, stranger.Status);

        await owner.Telegram.SetBotAsync(closed, "administrator", Ct, "can_restrict_members");
        var lacking = await owner.Api.PostAsync(
            "channels/register",
            WebOwner.Registration(open, closed),
            Ct
        );
        Assert.Equal(["closed_channel_id: rights_missing"], lacking.Errors);
        Assert.Contains(
            "ban users",
            (string?)lacking.Body!["errors"]![0]!["message"],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("4.98")]
    [InlineData("10000")]
    [InlineData("5.999")]
    [InlineData("1e2")]
    [InlineData("")]
    public async Task S22_Prices_that_are_none_are_refused_by_the_api_itself(string price)
    {
        var owner = await WebOwner.ReadyAsync(flow, Ct);
        var (open, closed) = await owner.LetInAsync(Ct);
        var wrong = await owner.Api.PostAsync(
            "channels/register",
            WebOwner.Registration(open, closed, price),
            Ct
        );
        Assert.Equal(422, wrong.Status);
        Assert.Equal(["tiers[0].price_usd: not_a_price"], wrong.Errors);
    }

    [Theory]
    [InlineData("eth@eth", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD", false)]
    [InlineData("eth@eth", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", false)]
    [InlineData("usdt@trx", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", true)]
    [InlineData("ltc@ltc", "LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1", true)]
    public async Task S23_An_address_is_judged_by_its_network(
        string coin,
        string address,
        bool isValid
    )
    {
        var check = await new Api(flow).PostAsync(
            "mappings/check-address",
            new JsonObject { ["payout_coin"] = coin, ["payout_address"] = address },
            Ct
        );
        Assert.Equal(isValid, (bool)check.Value()["is_valid"]!);
    }

    [Fact]
    public async Task S24_A_wallet_changes_after_proof_notice_and_hold_and_is_written_down()
    {
        var owner = await WebOwner.ReadyAsync(flow, Ct);
        var channel = await owner.OpenShopAsync(Ct);
        var path = $"channels/{(string)channel["channel_id"]!}/wallet";
        var wish = new JsonObject { ["payout_coin"] = "eth@eth", ["payout_address"] = NewAddress };
        var early = await owner.Api.SendAsync(HttpMethod.Put, path, wish, Ct);
        Assert.Equal((403, "step_up_required"), Seen(early));
        await owner.StepUpAsync(Ct);
        var held = await owner.Api.SendAsync(HttpMethod.Put, path, wish.DeepClone(), Ct);
        Assert.Equal((202, "held"), (held.Status, (string?)held.Body!["state"]));
        await owner.MailAsync(NewAddress, Ct);
        await owner.Telegram.Phone.HearAsync(NewAddress, Ct);
        Assert.Equal(Market.OwnerOfEther, await CurrentAsync());

        var another = await owner.Api.SendAsync(HttpMethod.Put, path, wish.DeepClone(), Ct);
        Assert.Equal((409, "wallet_change_waits"), Seen(another));
        await flow.Facts.ChangeAsync(
            $"""
            update wallet_changes
               set requested_at = requested_at - interval '2 days',
                   hold_until = hold_until - interval '2 days'
             where payout_address = '{NewAddress}' and state = 'held'
            """
        );
        await Eventually.GetAsync(CurrentAsync, address => address == NewAddress, Ct);
        var lines = (await owner.Api.GetAsync("audit", Ct)).Value()["items"]!.AsArray();
        var line = lines.Single(one => (string?)one!["action"] == "wallet.change_held")!;
        Assert.Equal(owner.Username, (string?)line["actor"]!["name"]);
        Assert.Equal(Market.OwnerOfEther, (string?)line["before"]!["payout_address"]);
        Assert.Equal(NewAddress, (string?)line["after"]!["payout_address"]);
        Assert.Contains(lines, one => (string?)one!["action"] == "wallet.change_applied");

        async Task<string?> CurrentAsync() =>
            (string?)(await owner.Api.GetAsync(path, Ct)).Value()["current"]!["payout_address"];
    }

    [Fact]
    public async Task A_wallet_change_that_is_taken_back_does_not_happen()
    {
        var owner = await WebOwner.ReadyAsync(flow, Ct);
        var channel = await owner.OpenShopAsync(Ct);
        var path = $"channels/{(string)channel["channel_id"]!}/wallet";
        await owner.StepUpAsync(Ct);
        var wish = new JsonObject { ["payout_coin"] = "eth@eth", ["payout_address"] = NewAddress };
        var held = (await owner.Api.SendAsync(HttpMethod.Put, path, wish, Ct)).Value();
        var id = (string)held["change_id"]!;
        Assert.Equal(204, (await owner.Api.DeleteAsync($"{path}/{id}", Ct)).Status);
        Assert.Equal(404, (await owner.Api.DeleteAsync($"{path}/{id}", Ct)).Status);
        var wallet = (await owner.Api.GetAsync(path, Ct)).Value();
        Assert.Null(wallet["held"]);
        Assert.Equal("cancelled", (string?)wallet["history"]![0]!["state"]);
    }

    [Fact]
    public async Task S25_Null_takes_a_tier_away_and_what_is_absent_stays()
    {
        var owner = await WebOwner.ReadyAsync(flow, Ct);
        var channel = await owner.OpenShopAsync(Ct);
        var path = $"channels/{(string)channel["channel_id"]!}";
        var seen = await owner.Api.GetAsync(path, Ct);
        var patch = new JsonObject
        {
            ["donation_text"] = "Every bit helps & keeps us going",
            ["tiers"] = new JsonObject { ["3"] = null },
        };
        var without = await PatchAsync(owner, path, patch.DeepClone(), version: null);
        Assert.Equal((428, "version_required"), Seen(without));
        var done = await PatchAsync(owner, path, patch.DeepClone(), seen.Header("ETag"));
        Assert.Equal([1, 2], Numbers(done.Value()));
        Assert.Equal("9.99", (string?)done.Body!["tiers"]![0]!["price_usd"]);
        var stale = await PatchAsync(owner, path, patch.DeepClone(), seen.Header("ETag"));
        Assert.Equal((412, "version_changed"), Seen(stale));

        var cleared = await PatchAsync(
            owner,
            path,
            new JsonObject { ["donation_text"] = null },
            done.Header("ETag")
        );
        Assert.Null((string?)cleared.Value()["donation_text"]);
        Assert.Equal([1, 2], Numbers(cleared.Body!));
        var last = await PatchAsync(
            owner,
            path,
            new JsonObject
            {
                ["tiers"] = new JsonObject { ["1"] = null, ["2"] = null },
            },
            cleared.Header("ETag")
        );
        Assert.Equal(["tiers.2: last_tier"], last.Errors);
        Assert.Equal([1, 2], Numbers((await owner.Api.GetAsync(path, Ct)).Value()));
    }

    [Fact]
    public async Task S26_A_channel_with_members_stays_and_an_empty_one_goes_without_a_trace_in_the_shop()
    {
        var owner = await WebOwner.ReadyAsync(flow, Ct);
        var channel = await owner.OpenShopAsync(Ct);
        var path = $"channels/{(string)channel["channel_id"]!}";
        var sold = SoldBy(owner, channel);
        var purchase = await market.SubscribeAsync(sold, Ct);
        await market.PayAsync(purchase, Ct);
        await new Story(flow, purchase.Order).WaitForPayoutAsync(Ct);
        await owner.StepUpAsync(Ct);
        var used = await owner.Api.DeleteAsync(path, Ct);
        Assert.Equal((409, "channel_in_use"), Seen(used));
        Assert.Equal(["subscribers: has_members"], used.Errors);

        var empty = await owner.OpenShopAsync(Ct);
        var gone = $"channels/{(string)empty["channel_id"]!}";
        Assert.Equal(204, (await owner.Api.DeleteAsync(gone, Ct)).Status);
        Assert.Equal(404, (await owner.Api.GetAsync(gone, Ct)).Status);
        var page = $"public/channels/{(string)empty["link_code"]!}";
        Assert.Equal(404, (await owner.Api.GetAsync(page, Ct)).Status);
        await PostsAsync((string)empty["link_code"]!, "retired,retired");

        // Its chats can be sold anew.
        var again = WebOwner.Registration(
            long.Parse((string)empty["open_channel_id"]!, null),
            long.Parse((string)empty["closed_channel_id"]!, null)
        );
        Assert.Equal(201, (await owner.Api.PostAsync("channels/register", again, Ct)).Status);
    }

    [Fact]
    public async Task While_selling_is_stopped_nobody_buys_and_the_posts_are_gone()
    {
        var owner = await WebOwner.ReadyAsync(flow, Ct);
        var channel = await owner.OpenShopAsync(Ct);
        var path = $"channels/{(string)channel["channel_id"]!}";
        var page = $"public/channels/{(string)channel["link_code"]!}";
        var sold = SoldBy(owner, channel);
        await PostsAsync(sold.Code, "active,active");
        await SellAsync(false);
        Assert.False((bool)(await owner.Api.GetAsync(page, Ct)).Value()["is_selling"]!);
        await PostsAsync(sold.Code, "retired,retired");
        foreach (var link in (string[])[sold.Subscription(1), sold.Donation])
        {
            var person = await market.NewPersonAsync(Ct);
            await flow.Sandbox.StartBotAsync(person, link, Ct);
            await flow.Sandbox.WaitForMessageAsync(
                person,
                message =>
                    $"{message["text"]}".Contains(
                        "takes no new payments",
                        StringComparison.Ordinal
                    ),
                Ct
            );
        }

        await SellAsync(true);
        Assert.True((bool)(await owner.Api.GetAsync(page, Ct)).Value()["is_selling"]!);
        await PostsAsync(sold.Code, "active,active");
        await market.SubscribeAsync(sold, Ct);
        var lines = (await owner.Api.GetAsync("audit", Ct)).Value()["items"]!.AsArray();
        Assert.Equal(
            ["channel.selling_resumed", "channel.selling_stopped"],
            lines
                .Select(line => (string)line!["action"]!)
                .Where(one => one.Contains("selling", StringComparison.Ordinal))
        );

        async Task SellAsync(bool isSelling)
        {
            // As if it were some minutes since posts were last asked for.
            await flow.Facts.ChangeAsync(
                "update post_triggers set triggered_at = triggered_at - interval '1 hour'"
            );
            var version = (await owner.Api.GetAsync(path, Ct)).Header("ETag");
            var patch = new JsonObject { ["is_selling"] = isSelling };
            var done = await PatchAsync(owner, path, patch, version);
            Assert.Equal(isSelling, (bool)done.Value()["is_selling"]!);
        }
    }

    [Fact]
    public async Task A_repeated_request_with_one_key_has_its_effect_once()
    {
        var owner = await WebOwner.ReadyAsync(flow, Ct);
        var (open, closed) = await owner.LetInAsync(Ct);
        var body = WebOwner.Registration(open, closed);
        var key = ("Idempotency-Key", "the same intention");
        var first = await RegisterAsync(body, key);
        var second = await RegisterAsync(body.DeepClone(), key);
        Assert.Equal(201, first.Status);
        Assert.Equal(first.Body!.ToJsonString(), second.Body!.ToJsonString());
        Assert.Equal("true", second.Header("Idempotency-Replayed"));
        var other = WebOwner.Registration(open, closed, "12.00");
        Assert.Equal((409, "idempotency_key_reused"), Seen(await RegisterAsync(other, key)));
        var none = await RegisterAsync(body.DeepClone(), ("Idempotency-Key", ""));
        Assert.Equal((400, "idempotency_key_required"), Seen(none));

        Task<ApiAnswer> RegisterAsync(JsonNode wish, (string, string) header) =>
            owner.Api.SendAsync(HttpMethod.Post, "channels/register", wish, Ct, header);
    }

    [Fact]
    public async Task An_account_without_confirmed_mail_or_telegram_registers_nothing()
    {
        var owner = await WebOwner.SignUpAsync(flow, Ct);
        var wish = WebOwner.Registration(-1, -2);
        var unverified = await owner.Api.PostAsync("channels/register", wish, Ct);
        Assert.Equal((403, "email_unverified"), Seen(unverified));
        await owner.VerifyAsync(Ct);
        var unlinked = await owner.Api.PostAsync("channels/register", wish.DeepClone(), Ct);
        Assert.Equal((409, "telegram_not_linked"), Seen(unlinked));
    }

    [Fact]
    public async Task A_telegram_account_is_linked_to_one_account_only()
    {
        var owner = await WebOwner.ReadyAsync(flow, Ct);
        var thief = await WebOwner.SignUpAsync(flow, Ct);
        var link = (await thief.Api.PostAsync("auth/telegram", body: null, Ct)).Value();
        await owner.Telegram.Phone.StartAsync(((string)link["url"]!).Split("start=")[1], Ct);
        await owner.Telegram.Phone.HearAsync("is linked to an account on the web already", Ct);
        Assert.False((bool)(await thief.Api.GetAsync("auth/me", Ct)).Value()["telegram_linked"]!);
    }

    private static Task<ApiAnswer> PatchAsync(
        WebOwner owner,
        string path,
        JsonNode patch,
        string? version
    ) =>
        owner.Api.SendAsync(
            HttpMethod.Patch,
            path,
            patch,
            Ct,
            version is null ? [] : [("If-Match", version)]
        );

    private static IEnumerable<int> Numbers(JsonNode channel) =>
        channel["tiers"]!.AsArray().Select(tier => (int)tier!["tier_no"]!);

    private Task<string> PostsAsync(string linkCode, string states) =>
        Eventually.GetAsync(
            () =>
                flow.Facts.RowAsync(
                    """
                    select string_agg(p.state, ',')
                      from standing_posts p
                      join channels using (channel_id)
                     where link_code = $1
                    """,
                    linkCode
                ),
            seen => seen == states,
            Ct
        );

    private static Host.Stack.SampleChannel SoldBy(WebOwner owner, JsonNode channel) =>
        new(
            (string)channel["link_code"]!,
            long.Parse((string)channel["open_channel_id"]!, null),
            long.Parse((string)channel["closed_channel_id"]!, null),
            owner.Telegram.Phone.Person,
            Market.OwnerOfEther
        );

    private static (int, string?) Seen(ApiAnswer answer) => (answer.Status, answer.Code);
}
