using Pgp.BrowserTests.Support;
using PuppeteerSharp;

namespace Pgp.BrowserTests.Pages;

/// <summary>The sandbox page as one person uses it.</summary>
internal sealed class ChatPage : IAsyncDisposable
{
    private readonly IBrowserContext context;

    private ChatPage(IBrowserContext context, Tab tab)
    {
        this.context = context;
        Tab = tab;
    }

    public Tab Tab { get; }

    /// <summary>Opens the page in a browser that knows nothing of others.</summary>
    public static async Task<ChatPage> OpenAsync(BrowserStack stack, long person, Screen screen)
    {
        var apart = await stack.Browser.CreateBrowserContextAsync();
        var address = new Uri(stack.Stack.Sandbox, $"?person={person}");
        var page = new ChatPage(apart, await Tab.OpenAsync(apart, screen, address));
        await page.Tab.WaitUntilAsync("document.querySelectorAll('#chats .chat').length > 0");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await Tab.DisposeAsync();
        await context.CloseAsync();
    }

    /// <summary>Opens a chat of the list by its title.</summary>
    public async Task OpenChatAsync(string title)
    {
        if (Tab.Screen == Screen.Phone && await IsInsideAsync())
        {
            await Tab.ClickAsync("button", "Back to the list of chats");
        }

        await Tab
            .Page.LocatorFunction(
                "() => [...document.querySelectorAll('nav .chat')]"
                    + $".find((row) => row.querySelector('strong').textContent === '{title}')"
            )
            .ClickAsync();
        await Tab.SeeAsync("heading", title);
    }

    /// <summary>Taps a button under a message, or on a sheet.</summary>
    public Task TapAsync(string button) => Tab.ClickAsync("button", button);

    /// <summary>Waits until a message holds this text.</summary>
    public Task ReadAsync(string text) =>
        Tab.Page.Locator($"#messages ::-p-text({text})").WaitAsync();

    public async Task WriteAsync(string text)
    {
        await Tab.FillAsync("textbox", "Message", text);
        await TapAsync("Send");
    }

    /// <summary>Taps the last button that leads out of the app.</summary>
    /// <param name="address">A part of where it leads.</param>
    public async Task<Tab> FollowLinkAsync(string address)
    {
        await Tab.ClickLastAsync("#messages .link");
        var target = await context.WaitForTargetAsync(
            one => one.Url.Contains(address, StringComparison.Ordinal),
            new WaitForOptions { Timeout = 20_000 }
        );
        return await Tab.AdoptAsync(await target.PageAsync(), Tab.Screen);
    }

    /// <summary>Waits until the bot has sent an invite link.</summary>
    public Task SeeInviteAsync() => Tab.Page.Locator("#messages .invite").WaitAsync();

    public Task<bool> HasInviteAsync() =>
        Tab.HoldsAsync("document.querySelector('#messages .invite') !== null");

    /// <summary>Opens the last invite link: a sheet says where it leads.</summary>
    public async Task OpenInviteAsync()
    {
        await Tab.ClickLastAsync("#messages .invite");
        await Tab.Page.Locator("#sheet .main").WaitAsync();
    }

    /// <summary>Joins, or asks to join.</summary>
    public Task AcceptInviteAsync() => Tab.Page.Locator("#sheet .main").ClickAsync();

    /// <summary>Makes a closed channel and opens it.</summary>
    /// <param name="look">Told when the form is filled in.</param>
    public async Task CreateChannelAsync(string title, Func<string, Task> look)
    {
        await TapAsync("New channel");
        await Tab.FillAsync("textbox", "Name", title);
        await look("new-channel");
        await TapAsync("Create");
        await Tab.SeeAsync("heading", title);
    }

    /// <summary>The id of the open channel or group.</summary>
    public async Task<long> OpenChatIdAsync() =>
        long.Parse(await Tab.Page.EvaluateExpressionAsync<string>("document.body.dataset.chat"));

    /// <summary>Opens the sheet about the open channel.</summary>
    public Task AboutChannelAsync() => TapAsync("About this channel");

    /// <summary>Switches one of the bot's rights.</summary>
    public Task ToggleAsync(string right) => Tab.ClickAsync("switch", right);

    private Task<bool> IsInsideAsync() =>
        Tab.HoldsAsync("document.body.classList.contains('inside')");
}
