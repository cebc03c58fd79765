using Pgp.BrowserTests.Pages;
using Pgp.BrowserTests.Support;

namespace Pgp.BrowserTests.Site;

/// <summary>Whoever writes a program finds what can be asked, and how.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class DevelopersTests(BrowserStack stack)
{
    private const string Routes = ".operation > summary > code";

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task The_document_is_searched_and_an_operation_opened(Screen screen)
    {
        await using var site = await SitePage.OpenAsync(stack, screen);
        await site.GoAsync("/developers#showPayment");
        await site.Tab.WaitUntilAsync("document.querySelector('#showPayment')?.open === true");
        var all = await site.TextsAsync(Routes);
        Assert.True(all.Length > 60, $"{all.Length} operations");

        await site.FillAsync("search", "webhooks delete");
        await site.Tab.WaitUntilAsync($"document.querySelectorAll('{Routes}').length === 1");
        Assert.Equal(["/webhooks/{endpointId}"], await site.TextsAsync(Routes));

        await site.FillAsync("search", "register");
        await site.Tab.WaitUntilAsync("document.querySelector('#registerChannel') !== null");
        await site.Tab.ClickLastAsync("#registerChannel > summary");
        await site.Tab.SeeTextAsync("open_channel_id");
        await site.Tab.LookAsync("site-developers-operation");

        await site.FillAsync("search", "no such words");
        await site.Tab.SeeTextAsync("No route has all of these words.");
        Assert.Empty(site.ForeignRequests);
    }
}
