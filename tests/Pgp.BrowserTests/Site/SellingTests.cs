using Pgp.BrowserTests.Pages;
using Pgp.BrowserTests.Support;

namespace Pgp.BrowserTests.Site;

/// <summary>An owner stops selling, and begins again.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class SellingTests(BrowserStack stack)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task What_is_not_sold_has_no_buttons_on_its_page(Screen screen)
    {
        var owner = await SiteOwner.ReadyAsync(stack, Ct);
        var channel = await owner.OpenShopAsync("Quiet house", Ct);
        await using var site = await SitePage.OpenAsync(stack, screen);
        await site.GoAsync("/login");
        await site.LogInAsync(owner);
        await site.GoAsync($"/channels/{channel.Id}");
        await site.Tab.ClickAsync("button", "Take no new payments");
        await site.Tab.ClickLastAsync("dialog .button.danger");
        await site.Tab.SeeAsync("button", "Take payments again");
        await site.Tab.LookAsync("site-channel-stopped");

        await site.GoAsync($"/c/{channel.Code}");
        await site.Tab.SeeTextAsync("Its owner takes no new payments at the moment.");
        Assert.Empty(await site.TextsAsync("#offer a"));
        await site.Tab.LookAsync("site-public-stopped");

        await site.GoAsync("/channels");
        await site.Tab.SeeTextAsync("Sells nothing at the moment");
        await site.GoAsync($"/channels/{channel.Id}");
        await site.Tab.ClickAsync("button", "Take payments again");
        await site.Tab.SeeAsync("button", "Take no new payments");
        await site.GoAsync($"/c/{channel.Code}");
        await site.Tab.WaitUntilAsync("document.querySelectorAll('#offer a').length > 1");
    }
}
