using System.Text.Json.Nodes;
using Pgp.BrowserTests.Pages;
using Pgp.BrowserTests.Support;

namespace Pgp.BrowserTests;

/// <summary>From a button in the open channel to the money, and to being inside.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class PurchaseTests(BrowserStack stack)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task A_buyer_taps_a_tier_pays_and_is_inside(Screen screen)
    {
        var title = $"Chess {screen}";
        await stack.OpenChannelAsync(title, Ct);
        var buyer = await stack.NewPersonAsync("Alice", Ct);
        await using var chat = await ChatPage.OpenAsync(stack, buyer, screen);
        await chat.Tab.LookAsync("list");
        await chat.OpenChatAsync(title);
        await chat.Tab.LookAsync("offer");

        await chat.TapAsync("30 days, 9.99 USD");
        await chat.TapAsync("START");
        await PayAsync(chat, "invoice");
        await chat.SeeInviteAsync();
        await chat.Tab.LookAsync("access");
        await chat.OpenInviteAsync();
        await chat.Tab.LookAsync("invite");
        await chat.AcceptInviteAsync();

        await chat.OpenChatAsync($"{title}: inside");
        await chat.Tab.SeeTextAsync("you: member");
        await chat.Tab.LookAsync("inside");
    }

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task A_donor_chooses_an_amount_and_pays(Screen screen)
    {
        var title = $"Gifts {screen}";
        var channel = await stack.OpenChannelAsync(title, Ct);
        var donor = await stack.NewPersonAsync("Dora", Ct);
        await using var chat = await ChatPage.OpenAsync(stack, donor, screen);
        await chat.OpenChatAsync(title);
        await chat.TapAsync("Donate");
        await chat.TapAsync("START");
        await chat.TapAsync("10.00 USD");
        await PayAsync(chat, "donation-invoice");

        // The money is in the books as soon as the owner hears of it.
        await stack.Sandbox.WaitForMessageAsync(channel.OwnerId, IsAboutDonation, Ct);
        await chat.Tab.LookAsync("donated");
        Assert.False(await chat.HasInviteAsync());
    }

    private static bool IsAboutDonation(JsonNode message) =>
        ((string?)message["text"])?.Contains("donation", StringComparison.OrdinalIgnoreCase)
        == true;

    private static async Task PayAsync(ChatPage chat, string name)
    {
        await using var invoice = new InvoicePage(await chat.FollowLinkAsync(InvoicePage.Address));
        await invoice.Tab.SeeAsync("button", "Pay exactly");
        await invoice.Tab.LookAsync(name);
        await invoice.PayAsync();
        await invoice.Tab.LookAsync($"{name}-paid");
    }
}
