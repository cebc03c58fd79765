using Pgp.BrowserTests.Pages;
using Pgp.BrowserTests.Support;

namespace Pgp.BrowserTests;

/// <summary>An owner makes a channel, gives the bot its rights, and lets people in.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class JoinRequestTests(BrowserStack stack)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private BotCalls Bot => new(stack.Stack);

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task An_owner_makes_a_channel_and_lets_somebody_in(Screen screen)
    {
        var title = $"Garden {screen}";
        var owner = await stack.NewPersonAsync("Olga", Ct);
        await using var mine = await ChatPage.OpenAsync(stack, owner, screen);
        await mine.Tab.LookAsync("before");
        await mine.CreateChannelAsync(title, mine.Tab.LookAsync);
        await mine.AboutChannelAsync();
        await mine.TapAsync("Add the bot as administrator");
        await mine.ToggleAsync("Edit messages");
        await mine.Tab.LookAsync("rights");
        await mine.TapAsync("Close");
        var id = await mine.OpenChatIdAsync();
        var rights = await BotMemberAsync(id);
        Assert.Equal("administrator", (string?)rights["status"]);
        Assert.True((bool)rights["can_invite_users"]!);
        Assert.False((bool)rights["can_edit_messages"]!);

        var guest = await stack.NewPersonAsync("Boris", Ct);
        await using var theirs = await AskAsync(guest, title, id, screen);
        await theirs.OpenChatAsync(title);
        await theirs.Tab.SeeTextAsync("Your request is waiting for an administrator.");
        await theirs.Tab.LookAsync("waiting");

        await mine.AboutChannelAsync();
        await mine.Tab.SeeTextAsync("Waiting to be let in");
        await mine.Tab.LookAsync("requests");
        await mine.TapAsync("Let in");
        await theirs.Tab.SeeTextAsync("you: member");
    }

    [Fact]
    public async Task The_owner_takes_the_bot_out_again()
    {
        var owner = await stack.NewPersonAsync("Olga", Ct);
        await using var mine = await ChatPage.OpenAsync(stack, owner, Screen.Desktop);
        await mine.CreateChannelAsync("Cellar", _ => Task.CompletedTask);
        await mine.AboutChannelAsync();
        await mine.TapAsync("Add the bot as administrator");
        await mine.TapAsync("Remove the bot");
        await mine.Tab.SeeAsync("button", "Add the bot as administrator");

        var id = await mine.OpenChatIdAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Bot.SayAsync(id, "hi", "", Ct));
    }

    // The bot sends a link by which one asks to be let in.
    private async Task<ChatPage> AskAsync(long guest, string title, long channel, Screen screen)
    {
        var link = await Bot.CallAsync(
            "createChatInviteLink",
            $$"""{"chat_id":{{channel}},"creates_join_request":true}""",
            Ct
        );
        await stack.Sandbox.StartBotAsync(guest, "", Ct);
        await Bot.SayAsync(guest, "Come in", Button("Ask", (string?)link["invite_link"]), Ct);
        var theirs = await ChatPage.OpenAsync(stack, guest, screen);
        await theirs.OpenChatAsync("PayGatePrime");
        await theirs.OpenInviteAsync();
        await theirs.Tab.SeeAsync("heading", title);
        await theirs.Tab.LookAsync("ask");
        await theirs.AcceptInviteAsync();
        return theirs;
    }

    private Task<System.Text.Json.Nodes.JsonNode> BotMemberAsync(long channel)
    {
        var bot = stack.Stack.Credentials.BotToken.Split(':')[0];
        return Bot.CallAsync(
            "getChatMember",
            $$"""{"chat_id":{{channel}},"user_id":{{bot}}}""",
            Ct
        );
    }

    private static string Button(string text, string? url) =>
        $$""","reply_markup":{"inline_keyboard":[[{"text":"{{text}}","url":"{{url}}"}]]}""";
}
