using System.Text.Json.Nodes;
using Pgp.BrowserTests.Pages;
using Pgp.BrowserTests.Support;

namespace Pgp.BrowserTests.Site;

/// <summary>What became of one event on its way to an owner's server.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class DeliveryTests(BrowserStack stack)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failed_delivery_shows_its_tries_and_is_sent_again()
    {
        var owner = await SiteOwner.ReadyAsync(stack, Ct);
        await owner.LogInAsync(Ct);
        var hook = new JsonObject
        {
            ["url"] = new Uri(stack.Stack.Sandbox, "no-such-page").AbsoluteUri,
            ["event_types"] = new JsonArray("payment.paid"),
        };
        var webhook = await owner.PostAsync("webhooks", hook, Ct);
        var endpoint = (string)webhook["endpoint"]!["endpoint_id"]!;
        await using var site = await SitePage.OpenAsync(stack, Screen.Phone);
        await site.GoAsync("/login");
        await site.LogInAsync(owner);
        await site.GoAsync($"/settings/webhooks/{endpoint}");
        await site.Tab.ClickAsync("button", "Send a test");
        await site.Tab.SeeTextAsync("A test is on its way.");
        // The list has it a moment later, by itself.
        await site.Tab.Page.Locator("table a[href*='/deliveries/']").ClickAsync();
        await site.Tab.SeeTextAsync("Events arrive here.");
        // It renews itself: nobody asked for the page anew.
        await site.Tab.SeeTextAsync("404, refused by your server");
        await site.Tab.ClickAsync("button", "Send again");
        await site.Tab.SeeTextAsync("It is being sent again.");
        await site.Tab.WaitUntilAsync("document.querySelectorAll('tbody tr').length > 1");
        await site.Tab.LookAsync("site-delivery-sent-again");
    }
}
