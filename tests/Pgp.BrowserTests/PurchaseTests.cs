using System.Text.Json.Nodes;
using Pgp.BrowserTests.Pages;
using Pgp.BrowserTests.Support;

namespace Pgp.BrowserTests;

/// <summary>From a button in the open channel to the money, and to being inside.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class PurchaseTests(BrowserStack stack)
{
    private const string Bot = "PayGatePrime";

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

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task A_member_renews_in_the_chat_and_stays_inside(Screen screen)
    {
        var title = $"Renewals {screen}";
        await stack.OpenChannelAsync(title, Ct);
        await using var chat = await EnterAsync(title, screen);
        await chat.OpenChatAsync(Bot);
        await chat.WriteAsync("/subscriptions");
        await chat.TapAsync("Renew");
        await chat.TapAsync("90 days: 24.99 USD");
        await chat.ReadAsync("Pay 24.99 USD");
        await PayAsync(chat, "renewal-invoice");
        await chat.ReadAsync("now lasts until");
        await chat.Tab.LookAsync("renewed");

        await chat.OpenChatAsync($"{title}: inside");
        await chat.Tab.SeeTextAsync("you: member");
    }

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task A_member_types_a_donation_on_the_keypad_in_the_channel(Screen screen)
    {
        var title = $"Keypads {screen}";
        var channel = await stack.OpenChannelAsync(title, Ct);
        await using var chat = await EnterAsync(title, screen);
        await chat.OpenChatAsync($"{title}: inside");
        await chat.TapAsync("💝 Donate");
        await chat.ReadAsync("Type an amount from");
        await chat.TapAsync("2");
        await chat.TapAsync("5");
        await chat.Tab.LookAsync("keypad");
        await chat.TapAsync("Confirm and pay");

        await chat.OpenChatAsync(Bot);
        await chat.ReadAsync("Pay 25.00 USD");
        await PayAsync(chat, "keypad-invoice");
        await stack.Sandbox.WaitForMessageAsync(channel.OwnerId, IsAboutDonation, Ct);
    }

    private async Task<ChatPage> EnterAsync(string title, Screen screen)
    {
        var buyer = await stack.NewPersonAsync("Mia", Ct);
        var chat = await ChatPage.OpenAsync(stack, buyer, screen);
        await chat.OpenChatAsync(title);
        await chat.TapAsync("30 days, 9.99 USD");
        await chat.TapAsync("START");
        await PayAsync(chat, "invoice");
        await chat.SeeInviteAsync();
        await chat.OpenInviteAsync();
        await chat.AcceptInviteAsync();
        await chat.OpenChatAsync($"{title}: inside");
        await chat.Tab.SeeTextAsync("you: member");
        return chat;
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
