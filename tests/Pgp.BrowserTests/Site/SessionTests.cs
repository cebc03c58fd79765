using System.Net;
using Pgp.BrowserTests.Pages;
using Pgp.BrowserTests.Support;

namespace Pgp.BrowserTests.Site;

/// <summary>Who is signed in, and what is left when somebody is not any more.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class SessionTests(BrowserStack stack)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S31_A_wrong_password_is_said_without_a_reload_and_the_name_stays()
    {
        await using var site = await SitePage.OpenAsync(stack, Screen.Desktop);
        await site.GoAsync("/login");
        await site.Tab.Page.EvaluateExpressionAsync("window.isTheSamePage = true");
        await site.FillAsync("login", "nobody_at_all");
        await site.FillAsync("password", "Wrong-Horse-1");
        site.Tab.Expect(HttpStatusCode.Unauthorized);
        await site.Tab.ClickAsync("button", "Log in");
        await site.Tab.SeeTextAsync("The name or the password is wrong.");
        await site.Tab.LookAsync("site-login-wrong");

        Assert.Equal(
            ["The name or the password is wrong."],
            await site.TextsAsync("[role='alert']")
        );
        Assert.Equal("nobody_at_all", await site.ValueAsync("login"));
        Assert.True(await site.Tab.HoldsAsync("window.isTheSamePage === true"));
    }

    [Fact]
    public async Task S32_Nothing_of_an_owner_is_left_for_the_next_one_in_the_same_tab()
    {
        var first = await SiteOwner.ReadyAsync(stack, Ct);
        await first.OpenShopAsync("Alpine secrets", Ct);
        var second = SiteOwner.New(stack);
        await second.SignUpAsync(Ct);
        await using var site = await SitePage.OpenAsync(stack, Screen.Desktop);
        await site.GoAsync("/login");
        await site.LogInAsync(first);
        await site.Tab.SeeTextAsync("Alpine secrets");
        await FollowAsync(site, "Channels");
        await site.Tab.SeeTextAsync("Alpine secrets");

        await site.Tab.ClickAsync("button", "Log out");
        await site.ArriveAsync("Log in");
        await site.LogInAsync(second);
        foreach (var page in (string[])["Channels", "Payments", "Subscribers", "Settings"])
        {
            await FollowAsync(site, page);
            var source = await site.SourceAsync();
            Assert.Contains(second.Username, source, StringComparison.Ordinal);
            Assert.DoesNotContain("Alpine secrets", source, StringComparison.Ordinal);
            Assert.DoesNotContain(first.Username, source, StringComparison.Ordinal);
        }

        await site.Tab.LookAsync("site-second-owner");
    }

    [Fact]
    public async Task Nobody_is_led_to_another_site_by_the_login()
    {
        var owner = SiteOwner.New(stack);
        await owner.SignUpAsync(Ct);
        await using var site = await SitePage.OpenAsync(stack, Screen.Desktop);
        await site.GoAsync("/login?next=%2F%2Felsewhere.example%2F");
        await site.LogInAsync(owner);
        Assert.Equal(new Uri(stack.Stack.App, "/dashboard").AbsoluteUri, site.Tab.Page.Url);
        Assert.Empty(site.ForeignRequests);
    }

    private static async Task FollowAsync(SitePage site, string page)
    {
        await site.Tab.ClickAsync("link", page);
        await site.ArriveAsync(page);
    }
}
