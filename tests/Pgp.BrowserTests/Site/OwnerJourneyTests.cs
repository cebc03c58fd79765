using System.Net;
using System.Text.Json.Nodes;
using Pgp.BrowserTests.Pages;
using Pgp.BrowserTests.Support;

namespace Pgp.BrowserTests.Site;

/// <summary>From nothing to the first money, and to a file of it, on the owners' site.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class OwnerJourneyTests(BrowserStack stack)
{
    private const string NewAddress = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    private const string Mistyped = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD";
    private const string PrivateKey =
        "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task An_owner_signs_up_sells_is_paid_and_takes_the_books_along(Screen screen)
    {
        var owner = SiteOwner.New(stack);
        await using var site = await SitePage.OpenAsync(stack, screen);
        await SignUpAsync(site, owner);
        await VerifyAsync(site, owner);
        await LinkAsync(site, owner);
        var channel = await ConnectAsync(site, owner);
        var payment = await SellAsync(site, owner, channel);
        await ReadPaymentAsync(site, payment);
        await ChangeWalletAsync(site, channel);
        await ExportAsync(site, payment);
        Assert.Empty(site.ForeignRequests);
        Assert.DoesNotContain(site.Bodies, body => body.Contains(PrivateKey));
    }

    private static async Task SignUpAsync(SitePage site, SiteOwner owner)
    {
        await site.GoAsync("/");
        await site.Tab.LookAsync("site-landing");
        await site.GoAsync("/signup");
        await site.Tab.FillAsync("textbox", "User name", owner.Username);
        await site.Tab.FillAsync("textbox", "E-\u2060mail address", owner.Email);
        await site.Tab.FillAsync("textbox", "Password", SiteOwner.Password);
        await site.Tab.LookAsync("site-signup-filled");
        await site.Tab.ClickAsync("button", "Create account");
        await site.ArriveAsync("First steps");
        await site.Tab.LookAsync("site-start-new");
        await owner.LogInAsync(Ct);
    }

    // Programs that look at mails open their links; only a person confirms.
    private static async Task VerifyAsync(SitePage site, SiteOwner owner)
    {
        var link = await owner.MailLinkAsync("/verify-email", Ct);
        await site.GoAsync(new Uri(link).PathAndQuery);
        await site.Tab.SeeAsync("heading", "Confirm your e-\u2060mail address");
        await site.Tab.LookAsync("site-verify");
        Assert.False(await owner.IsVerifiedAsync(Ct));
        await site.Tab.ClickAsync("button", "Confirm address");
        await site.Tab.SeeAsync("heading", "Your address is confirmed");
        await site.Tab.LookAsync("site-verified");
        Assert.True(await owner.IsVerifiedAsync(Ct));
    }

    private static async Task LinkAsync(SitePage site, SiteOwner owner)
    {
        await site.GoAsync("/start");
        await site.Tab.SeeTextAsync($"{owner.Email} is confirmed.");
        await site.Tab.ClickAsync("button", "Get the link");
        await site.Tab.SeeTextAsync("This link is for you alone");
        await site.Tab.LookAsync("site-start-link");
        var link = await site.Tab.Page.EvaluateExpressionAsync<string>(
            "document.querySelector('.checklist a[href*=\"start=\"]').href"
        );
        await owner.LinkAsync(new Uri(link), Ct);
        // The page looks by itself.
        await site.Tab.SeeTextAsync("Your Telegram account is linked.");
        await site.Tab.LookAsync("site-start-linked");
    }

    private static async Task<SiteChannel> ConnectAsync(SitePage site, SiteOwner owner)
    {
        var window = await owner.LetInAsync("Harbour window", Ct);
        var harbour = await owner.LetInAsync("Harbour", Ct);
        await site.Tab.SeeTextAsync("The bot is in 2 channels.");
        await site.Tab.ClickAsync("link", "Connect");
        await site.ArriveAsync("Connect a channel");
        await site.ChooseAsync("open_channel_id", window);
        // What is chosen in one place is not offered in the other.
        Assert.Equal(["Choose a channel", "Harbour"], await site.ChoicesAsync("closed_channel_id"));
        await site.ChooseAsync("closed_channel_id", harbour);
        await site.FillAsync("price_0", "9.99");
        await site.Tab.ClickAsync("button", "+ Add a tier");
        await site.FillAsync("price_1", "79.99");
        await site.FillAsync("days_1", "365");
        await site.Tab.Page.Locator("input[value='instant']").ClickAsync();
        await FillWalletAsync(site);
        await site.Tab.LookAsync("site-connect");
        await site.Tab.ClickAsync("button", "Connect");
        await site.ArriveAsync("Harbour");
        await site.Tab.SeeTextAsync("Links to share");

        var channel = await owner.OnlyChannelAsync(Ct);
        await owner.WaitUntilHealthyAsync(channel, Ct);
        await site.GoAsync("/start");
        await site.Tab.SeeTextAsync("You are ready. Share your link.");
        await site.Tab.LookAsync("site-start-ready");
        return channel;
    }

    private static async Task FillWalletAsync(SitePage site)
    {
        await site.ChooseAsync("network", "eth");
        await site.ChooseAsync("currency", "eth");
        await site.FillAsync("payout_address", Mistyped);
        await site.SeeErrorAsync("payout_address", "There is a typing mistake in this address.");
        await site.Tab.LookAsync("site-wallet-mistyped");
        await site.FillAsync("payout_address", PrivateKey);
        await site.Tab.SeeTextAsync("This was a private key");
        Assert.Equal("", await site.ValueAsync("payout_address"));
        await site.Tab.LookAsync("site-wallet-key");
        await site.FillAsync("payout_address", SiteOwner.Address);
        await site.Tab.SeeTextAsync("This address fits the network.");
    }

    private static async Task<JsonNode> SellAsync(
        SitePage site,
        SiteOwner owner,
        SiteChannel channel
    )
    {
        await site.GoAsync($"/c/{channel.Code}");
        await site.Tab.SeeAsync("heading", "Harbour");
        await site.Tab.LookAsync("site-channel-of-buyers");
        var payment = await owner.SellAsync(channel, Ct);

        await site.GoAsync("/dashboard");
        await site.Tab.SeeTextAsync("Last payments");
        Assert.Equal(["/payments/" + payment["payment_id"]], await LinksAsync(site));
        await site.Tab.LookAsync("site-dashboard-paid");
        return payment;
    }

    private static async Task ReadPaymentAsync(SitePage site, JsonNode payment)
    {
        await site.GoAsync("/payments");
        await site.Tab.SeeTextAsync("1 entry");
        Assert.Equal(["/payments/" + payment["payment_id"]], await LinksAsync(site));
        await site.Tab.LookAsync("site-payments-one");
        await site.Tab.Page.Locator("table a[href^='/payments/']").ClickAsync();
        await site.ArriveAsync("Payment");
        Assert.Equal(
            payment["timeline"]!.AsArray().Select(moment => (string?)moment!["title"]),
            await site.TextsAsync(".timeline li strong")
        );
        Assert.Equal(["Paid"], await site.TextsAsync("main .badge"));
        await site.Tab.LookAsync("site-payment");
    }

    private static async Task ChangeWalletAsync(SitePage site, SiteChannel channel)
    {
        await site.GoAsync($"/channels/{channel.Id}/wallet");
        await site.Tab.ClickAsync("button", "Change the wallet");
        await site.ChooseAsync("network", "eth");
        await site.ChooseAsync("currency", "eth");
        await site.FillAsync("payout_address", NewAddress);
        await site.Tab.SeeTextAsync("This address fits the network.");
        await site.Tab.LookAsync("site-wallet-form");
        // The first answer is that a password is wanted.
        site.Tab.Expect(HttpStatusCode.Forbidden);
        await site.Tab.ClickAsync("button", "Change wallet");
        await site.Tab.SeeAsync("heading", "Is it you?");
        await site.Tab.LookAsync("site-step-up");
        await site.Tab.FillAsync("textbox", "Password", SiteOwner.Password);
        await site.Tab.ClickAsync("button", "Confirm");
        await site.Tab.SeeAsync("heading", "A new wallet is waiting");
        Assert.Contains(NewAddress, await site.TextsAsync("main code"));
        Assert.Contains(SiteOwner.Address, await site.TextsAsync("main code"));
        await site.Tab.LookAsync("site-wallet-held");
    }

    private static async Task ExportAsync(SitePage site, JsonNode payment)
    {
        await site.GoAsync("/payments");
        var file = await site.DownloadAsync("Export CSV", "payments.csv", Ct);
        var lines = file.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith($"{payment["payment_id"]},", lines[1]);
    }

    // Where the rows of the page's table of payments lead.
    private static Task<string[]> LinksAsync(SitePage site) =>
        site.Tab.Page.EvaluateExpressionAsync<string[]>(
            """
            [...document.querySelectorAll("table a[href^='/payments/']")]
              .map((link) => link.getAttribute("href"))
            """
        );
}
