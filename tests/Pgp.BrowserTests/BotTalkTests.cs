using Pgp.BrowserTests.Pages;
using Pgp.BrowserTests.Support;

namespace Pgp.BrowserTests;

/// <summary>What the page makes of the bot's words and buttons.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class BotTalkTests(BrowserStack stack)
{
    private const string Keys = """
        ,"reply_markup":{"resize_keyboard":true,"input_field_placeholder":"Choose",
        "keyboard":[["Start","Help"],[{"text":"Donate"}]]}
        """;

    private const string Pad = """
        ,"reply_markup":{"inline_keyboard":[
        [{"text":"1","callback_data":"p:1"},{"text":"2","callback_data":"p:2"}],
        [{"text":"Confirm","callback_data":"p:ok"}]]}
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private BotCalls Bot => new(stack.Stack);

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task Words_of_others_stay_words_and_marks_are_shown(Screen screen)
    {
        var person = await StartedAsync("Ann");
        const string Text =
            "<b>Bold</b> <i>italic</i> <code>code</code> /help https://pay.test/a "
            + "&lt;img src=x onerror=alert(1)&gt; <a href=\"https://pay.test/\">link</a> שלום";
        await Bot.SayAsync(person, Text, Keys, Ct);
        await using var chat = await OpenAsync(person, screen);
        await chat.ReadAsync("<img src=x onerror=alert(1)>");
        Assert.False(await chat.Tab.HoldsAsync("document.querySelector('#messages img') !== null"));
        await chat.Tab.SeeAsync("button", "Donate");
        await chat.Tab.LookAsync("words");

        await chat.TapAsync("Help");
        await chat.Tab.WaitUntilAsync("document.querySelectorAll('.mine').length === 2");
        await Bot.SayAsync(person, "Gone", ""","reply_markup":{"remove_keyboard":true}""", Ct);
        await chat.ReadAsync("Gone");
        await chat.Tab.WaitUntilAsync("document.querySelector('#keyboard').hidden");
    }

    [Fact]
    public async Task A_message_is_edited_and_deleted_in_place()
    {
        var person = await StartedAsync("Ben");
        var id = await Bot.SayAsync(person, "Amount: 0", Pad, Ct);
        await using var chat = await OpenAsync(person, Screen.Desktop);
        await chat.ReadAsync("Amount: 0");
        await chat.Tab.HoldsAsync(
            "[...document.querySelectorAll('.keys button')].at(-1).focus() ?? true"
        );
        var edit = $$"""{"chat_id":{{person}},"message_id":{{id}},"text":"Amount: 1"{{Pad}}}""";
        await Bot.CallAsync("editMessageText", edit, Ct);
        await chat.ReadAsync("Amount: 1");
        await chat.Tab.WaitUntilAsync("document.activeElement.textContent === 'Confirm'");
        await chat.Tab.LookAsync("edited");

        await Bot.CallAsync(
            "deleteMessage",
            $$"""{"chat_id":{{person}},"message_id":{{id}}}""",
            Ct
        );
        await chat.Tab.WaitUntilAsync("document.querySelectorAll('.keys').length === 0");
    }

    [Fact]
    public async Task A_button_turns_until_the_bot_answers_and_the_answer_is_shown()
    {
        var person = await StartedAsync("Cleo");
        await Bot.SayAsync(person, "Amount: 0", Pad, Ct);
        await using var chat = await OpenAsync(person, Screen.Desktop);
        // The bot does not hear of the tap: this test answers in its place.
        await stack.Sandbox.OrderFaultAsync(
            """{"partner":"telegram","operation":"webhook","kind":"drop","times":9}""",
            Ct
        );
        await chat.TapAsync("Confirm");
        await chat.Tab.WaitUntilAsync("document.querySelector('.busy') !== null");
        await chat.Tab.LookAsync("busy");
        await Bot.CallAsync(
            "answerCallbackQuery",
            $$"""{"callback_query_id":"{{await PressAsync(person)}}","text":"Not yours","show_alert":true}""",
            Ct
        );
        await Bot.ForgiveAsync(Ct);
        await chat.Tab.SeeAsync("dialog", "Message of the bot");
        await chat.Tab.LookAsync("alert");
        await chat.TapAsync("OK");
        await chat.Tab.WaitUntilAsync("document.querySelector('.busy') === null");
    }

    [Fact]
    public async Task What_was_not_read_is_counted_until_it_is()
    {
        var person = await StartedAsync("Dan");
        await Bot.SayAsync(person, "One", "", Ct);
        await using var chat = await ChatPage.OpenAsync(stack, person, Screen.Phone);
        await Bot.SayAsync(person, "Two", "", Ct);
        const string Count = "document.querySelector('.count')?.textContent";
        await chat.Tab.WaitUntilAsync($"Number({Count}) >= 2");
        await chat.Tab.LookAsync("unread");
        await chat.OpenChatAsync("PayGatePrime");
        await chat.TapAsync("Back to the list of chats");
        await chat.Tab.WaitUntilAsync($"{Count} === undefined");
    }

    [Fact]
    public async Task Blocking_and_coming_back()
    {
        var person = await StartedAsync("Eve");
        await using var chat = await OpenAsync(person, Screen.Phone);
        await chat.TapAsync("About this bot");
        await chat.TapAsync("Block the bot");
        await chat.Tab.SeeAsync("button", "Unblock");
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Bot.SayAsync(person, "hi", "", Ct)
        );
        await chat.TapAsync("Unblock");
        await chat.Tab.SeeAsync("textbox", "Message");
        await Bot.SayAsync(person, "Welcome back", "", Ct);
        await chat.ReadAsync("Welcome back");
    }

    private async Task<long> StartedAsync(string name)
    {
        var person = await stack.NewPersonAsync(name, Ct);
        await stack.Sandbox.StartBotAsync(person, "", Ct);
        await stack.Sandbox.WaitForMessageAsync(person, one => (bool)one["from"]!["is_bot"]!, Ct);
        return person;
    }

    private async Task<ChatPage> OpenAsync(long person, Screen screen)
    {
        var chat = await ChatPage.OpenAsync(stack, person, screen);
        await chat.OpenChatAsync("PayGatePrime");
        return chat;
    }

    private async Task<string?> PressAsync(long person)
    {
        using var http = new HttpClient();
        var url = new Uri(stack.Stack.Sandbox, $"control/telegram/people/{person}/view");
        var view = System.Text.Json.Nodes.JsonNode.Parse(await http.GetStringAsync(url, Ct))!;
        return (string?)view["callback_answers"]![0]!["id"];
    }
}
