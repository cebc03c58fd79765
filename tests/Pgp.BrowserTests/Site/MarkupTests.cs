using System.Net;
using Pgp.BrowserTests.Pages;
using Pgp.BrowserTests.Support;

namespace Pgp.BrowserTests.Site;

/// <summary>What somebody writes is shown as it is written, wherever it comes from.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class MarkupTests(BrowserStack stack)
{
    private const string Markup = "<img src=/stolen onerror=alert(1)>";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_title_with_markup_is_words_on_every_page()
    {
        var owner = await SiteOwner.ReadyAsync(stack, Ct);
        var channel = await owner.OpenShopAsync(Markup, Ct);
        await owner.SellAsync(channel, Ct);
        await using var site = await SitePage.OpenAsync(stack, Screen.Desktop);
        await site.GoAsync("/login");
        await site.LogInAsync(owner);
        foreach (
            var page in (string[])
                [
                    "/dashboard",
                    "/start",
                    "/channels",
                    $"/channels/{channel.Id}",
                    "/payments",
                    "/subscribers",
                    "/payouts",
                    "/balance",
                    "/settings/activity",
                    $"/c/{channel.Code}",
                ]
        )
        {
            await site.GoAsync(page);
            await site.Tab.WaitUntilAsync($"document.body.innerText.includes('{Markup}')");
        }

        await site.Tab.LookAsync("site-markup-title");
        await AssertHarmlessAsync(site);
    }

    [Fact]
    public async Task An_announcement_with_markup_is_words()
    {
        var owner = await SiteOwner.ReadyAsync(stack, Ct);
        await owner.OpenShopAsync("Printing house", Ct);
        await using var site = await SitePage.OpenAsync(stack, Screen.Desktop);
        await site.GoAsync("/login");
        await site.LogInAsync(owner);
        await site.GoAsync("/broadcasts/new");
        await site.FillAsync("body", Markup);
        await site.Tab.ClickAsync("button", "Save draft");
        await site.ArriveAsync("Announcement");
        await site.Tab.WaitUntilAsync(
            "document.querySelector('.bubble strong')?.textContent === 'Printing house'"
        );
        Assert.Equal([$"Printing house\n{Markup}"], await site.TextsAsync(".bubble"));
        await site.Tab.LookAsync("site-markup-announcement");
        await AssertHarmlessAsync(site);
    }

    [Fact]
    public async Task Markup_in_an_address_is_words()
    {
        var owner = await SiteOwner.ReadyAsync(stack, Ct);
        await using var site = await SitePage.OpenAsync(stack, Screen.Desktop);
        var quoted = Uri.EscapeDataString(Markup);
        site.Tab.Expect(HttpStatusCode.NotFound);
        site.Tab.Expect(HttpStatusCode.BadRequest);
        site.Tab.Expect(HttpStatusCode.UnprocessableEntity);
        await site.GoAsync($"/{quoted}");
        await site.GoAsync($"/c/{quoted}");
        await site.GoAsync($"/verify-email?token={quoted}");
        await site.Tab.ClickAsync("button", "Confirm address");
        await site.Tab.SeeTextAsync("This link is too old");
        await site.GoAsync($"/login?next=javascript:alert(1)&ended={quoted}");
        await site.LogInAsync(owner);
        await site.GoAsync($"/payments?q={quoted}&state={quoted}&channel_id={quoted}");
        Assert.Equal(Markup, await site.ValueAsync("q"));
        await site.GoAsync($"/payments/{quoted}");
        await site.GoAsync($"/settings/{quoted}");
        await site.Tab.LookAsync("site-markup-address");
        await AssertHarmlessAsync(site);
    }

    private static async Task AssertHarmlessAsync(SitePage site)
    {
        Assert.Empty(site.Dialogs);
        Assert.DoesNotContain(
            site.Addresses,
            address => new Uri(address).AbsolutePath == "/stolen"
        );
        Assert.False(await site.Tab.HoldsAsync("document.querySelector('img') !== null"));
    }
}
