using System.Net;
using Pgp.BrowserTests.Pages;
using Pgp.BrowserTests.Support;

namespace Pgp.BrowserTests.Site;

/// <summary>A day of an owner whose site is delivered by nginx.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class NginxJourneyTests(BrowserStack stack)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_owner_comes_back_reads_and_takes_the_books_along_behind_nginx()
    {
        var owner = await SiteOwner.ReadyAsync(stack, Ct);
        var channel = await owner.OpenShopAsync("Breakwater", Ct);
        var payment = await owner.SellAsync(channel, Ct);
        await using var nginx = await NginxServer.StartAsync(stack.Stack.App, Ct);
        await using var site = await SitePage.OpenAsync(stack, Screen.Desktop, nginx.Address);
        await site.GoAsync("/");
        await site.Tab.LookAsync("nginx-landing");
        await site.GoAsync($"/c/{channel.Code}");
        await site.Tab.SeeAsync("heading", "Breakwater");
        await site.Tab.LookAsync("nginx-channel");

        await site.GoAsync("/login");
        await site.LogInAsync(owner);
        await site.Tab.SeeTextAsync("Last payments");
        await site.Tab.LookAsync("nginx-dashboard");
        Assert.Equal(1, Refreshes(site, nginx));

        // Each page load forgets what was in memory, and the cookie brings it back.
        await site.GoAsync("/dashboard");
        await site.Tab.SeeTextAsync("Last payments");
        await site.Tab.LookAsync("nginx-dashboard-again");
        Assert.Equal(2, Refreshes(site, nginx));

        await site.GoAsync("/payments");
        await site.Tab.SeeTextAsync("1 entry");
        var file = await site.DownloadAsync("Export CSV", "payments.csv", Ct);
        var lines = file.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith($"{payment["payment_id"]},", lines[1]);
        await site.Tab.LookAsync("nginx-payments");

        site.Tab.Expect(HttpStatusCode.NotFound);
        await site.GoAsync("/no-such-page");
        await site.Tab.LookAsync("nginx-no-such-page");
        await site.GoAsync("/dashboard");
        await site.Tab.ClickAsync("button", "Log out");
        await site.ArriveAsync("Log in");
        await site.Tab.LookAsync("nginx-logged-out");
        Assert.Empty(site.ForeignRequests);
        Assert.Empty(site.Dialogs);
    }

    private static int Refreshes(SitePage site, NginxServer nginx) =>
        site.Addresses.Count(address =>
            address == new Uri(nginx.Address, "/webapi/api/auth/refresh").AbsoluteUri
        );
}
