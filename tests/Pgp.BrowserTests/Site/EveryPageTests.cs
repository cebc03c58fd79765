using System.Net;
using System.Text.Json.Nodes;
using Pgp.BrowserTests.Pages;
using Pgp.BrowserTests.Support;
using Pgp.Testing;

namespace Pgp.BrowserTests.Site;

/// <summary>All pages of <c>web/pages.json</c>, with a channel and a payment behind them.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class EveryPageTests(BrowserStack stack)
{
    private static readonly string[] Public =
    [
        "/",
        "/login",
        "/signup",
        "/developers",
        "/forgot-password",
        "/reset-password?token=abc",
        "/verify-email?token=abc",
        "/confirm-email-change?token=abc",
        "/c/{channelCode}",
    ];

    private static readonly string[] Private =
    [
        "/dashboard",
        "/start",
        "/channels",
        "/channels/new",
        "/channels/{channel}",
        "/channels/{channel}/edit",
        "/channels/{channel}/wallet",
        "/channels/{channel}/coupons",
        "/channels/{channel}/notifications",
        "/payments",
        "/payments/{payment}",
        "/subscribers",
        "/subscribers/{subscriber}",
        "/payouts",
        "/payouts/{payout}",
        "/balance",
        "/statements",
        "/statements/{channel}/{month}",
        "/broadcasts",
        "/broadcasts/new",
        "/broadcasts/{announcement}",
        "/settings",
        "/settings/security",
        "/settings/sessions",
        "/settings/keys",
        "/settings/webhooks",
        "/settings/webhooks/{webhook}",
        "/settings/webhooks/{webhook}/deliveries/{delivery}",
        "/settings/activity",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task Every_page_is_whole_and_asks_nobody_else(Screen screen)
    {
        var owner = await SiteOwner.ReadyAsync(stack, Ct);
        var ids = await PrepareAsync(owner);
        await using var site = await SitePage.OpenAsync(stack, screen);
        foreach (var page in Public)
        {
            await LookAsync(site, page, ids);
        }

        await site.GoAsync("/login");
        await site.LogInAsync(owner);
        foreach (var page in Private)
        {
            await LookAsync(site, page, ids);
        }

        site.Tab.Expect(HttpStatusCode.NotFound);
        await LookAsync(site, "/no-such-page", ids);
        await LookAsync(site, "/c/no-such-channel", ids);
        await LookAsync(site, "/payments/pay_nobody-has-this", ids);
        Assert.Empty(site.ForeignRequests);
        Assert.Empty(site.Dialogs);
    }

    [Fact]
    public void No_page_of_the_site_is_left_out()
    {
        var patterns = JsonNode
            .Parse(File.ReadAllBytes(SitePage.PathOf("pages.json")))!
            .AsObject()
            .SelectMany(file => file.Value!.AsArray())
            .Select(pattern => (string)pattern!);
        var looked = Public.Concat(Private).Select(page => page.Split('?')[0]).ToArray();
        Assert.Equal([], patterns.Where(pattern => !looked.Any(page => Fits(page, pattern))));
    }

    private static bool Fits(string page, string pattern) =>
        pattern.EndsWith('*')
            ? page.StartsWith(pattern[..^1], StringComparison.Ordinal)
            : page == pattern;

    private static async Task LookAsync(
        SitePage site,
        string page,
        IReadOnlyDictionary<string, string> ids
    )
    {
        var path = ids.Aggregate(
            page,
            (text, id) => text.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal)
        );
        await site.GoAsync(path);
        var words = page.Split('?')[0]
            .Split(['/', '{', '}'], StringSplitOptions.RemoveEmptyEntries);
        await site.Tab.LookAsync($"page-{string.Join('-', words)}");
    }

    // One of each, so that no page is empty.
    private async Task<IReadOnlyDictionary<string, string>> PrepareAsync(SiteOwner owner)
    {
        await owner.LogInAsync(Ct);
        var channel = await owner.OpenShopAsync("Lighthouse", Ct);
        await owner.WaitUntilHealthyAsync(channel, Ct);
        var payment = await owner.SellAsync(channel, Ct);
        var coupon = new JsonObject { ["code"] = "SPRING", ["percent_off"] = 20 };
        await owner.PostAsync($"channels/{channel.Id}/coupons", coupon, Ct);
        var key = new JsonObject { ["name"] = "books", ["scopes"] = new JsonArray("read") };
        await owner.PostAsync("auth/keys", key, Ct);
        var news = new JsonObject
        {
            ["channel_id"] = channel.Id,
            ["segment"] = "active",
            ["body"] = "The lamp is lit from today on.",
        };
        var announcement = await owner.PostAsync("announcements", news, Ct);
        var hook = new JsonObject
        {
            ["url"] = new Uri(stack.Stack.Sandbox, "no-such-page").AbsoluteUri,
            ["event_types"] = new JsonArray("payment.paid"),
        };
        var webhook = await owner.PostAsync("webhooks", hook, Ct);
        var endpoint = (string)webhook["endpoint"]!["endpoint_id"]!;
        var months = await owner.GetAsync($"statements?channel_id={channel.Id}", Ct);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["channelCode"] = channel.Code,
            ["channel"] = channel.Id,
            ["payment"] = (string)payment["payment_id"]!,
            ["subscriber"] = await FirstAsync(owner, "subscribers", "subscription_id"),
            ["payout"] = await FirstAsync(owner, "payouts", "payout_id"),
            ["month"] = (string)months["items"]![0]!["month"]!,
            ["announcement"] = (string)announcement["announcement_id"]!,
            ["webhook"] = endpoint,
            ["delivery"] = await TestedAsync(owner, endpoint),
        };
    }

    // There is no such page: a try has failed, and the next one is waited for.
    private static async Task<string> TestedAsync(SiteOwner owner, string endpoint)
    {
        var test = await owner.PostAsync($"webhooks/{endpoint}/test", [], Ct);
        var delivery = (string)test["delivery_id"]!;
        await Eventually.GetAsync(
            async () => (await owner.GetAsync($"webhooks/{endpoint}/deliveries", Ct))["items"]!,
            items => items.AsArray() is [{ } first, ..] && (int)first["attempts"]! > 0,
            Ct
        );
        return delivery;
    }

    private static async Task<string> FirstAsync(SiteOwner owner, string list, string id) =>
        (string)(await owner.GetAsync(list, Ct))["items"]!.AsArray().Single()![id]!;
}
