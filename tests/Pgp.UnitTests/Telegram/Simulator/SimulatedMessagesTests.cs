using System.Text.Json.Nodes;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;
using static Pgp.UnitTests.Telegram.Simulator.SimulatedTelegram;

namespace Pgp.UnitTests.Telegram.Simulator;

/// <summary>Messages, keyboards and taps, as the real client sees them.</summary>
public sealed class SimulatedMessagesTests : SimulatorTest
{
    private static readonly InlineKeyboardMarkup Buttons = InlineKeyboardButton.WithCallbackData(
        "Pay",
        "pay:1"
    );

    private static readonly ReplyKeyboardMarkup Keys = new([
        [KeyboardButton.WithWebApp("Pay", "https://pay.test/"), new KeyboardButton("Help")],
    ]);

    [Fact]
    public async Task A_message_with_buttons_is_edited_in_place()
    {
        var sent = await Bot.SendMessage(Alice, "<b>a</b>", ParseMode.Html, replyMarkup: Buttons);
        var edited = await Bot.EditMessageText(Alice, sent.Id, "b", replyMarkup: Buttons);
        var bare = await Bot.EditMessageReplyMarkup(Alice, sent.Id);

        Assert.Equal("a", sent.Text);
        Assert.Equal("pay:1", sent.ReplyMarkup!.InlineKeyboard.First().First().CallbackData);
        Assert.Equal("b", edited.Text);
        Assert.Null(bare.ReplyMarkup);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_is_refused()
    {
        var sent = await Bot.SendMessage(Alice, "a", replyMarkup: Buttons);

        Assert.Equal(
            "400 Bad Request: message is not modified: specified new message content and reply "
                + "markup are exactly the same as a current content and reply markup of the message",
            await RefusalAsync(() => Bot.EditMessageText(Alice, sent.Id, "a", replyMarkup: Buttons))
        );
    }

    [Fact]
    public async Task A_keyboard_below_the_input_is_shown_until_it_is_removed()
    {
        var sent = await Bot.SendMessage(Alice, "a", replyMarkup: Keys);
        Assert.Null(sent.ReplyMarkup);
        var view = await Telegram.ViewAsync(Alice);
        var key = LastOf(view)["keyboard"]!["keyboard"]![0]![0]!;
        Assert.Equal("https://pay.test/", (string?)key["web_app"]!["url"]);

        Assert.Equal(
            "400 Bad Request: message can't be edited",
            await RefusalAsync(() => Bot.EditMessageText(Alice, sent.Id, "b"))
        );
        await Bot.SendMessage(Alice, "c", replyMarkup: new ReplyKeyboardRemove());
        view = await Telegram.ViewAsync(Alice);
        Assert.True((bool)LastOf(view)["keyboard"]!["remove_keyboard"]!);
    }

    [Fact]
    public async Task A_channel_takes_inline_keyboards_only()
    {
        Assert.Equal(
            "400 Bad Request: inline keyboard expected",
            await RefusalAsync(() => Bot.SendMessage(Open, "a", replyMarkup: Keys))
        );
        Assert.NotNull((await Bot.SendMessage(Open, "a", replyMarkup: Buttons)).SenderChat);
    }

    [Fact]
    public async Task A_mini_apps_button_belongs_into_private_chats()
    {
        await Telegram.DoAsync(
            "channels",
            """{"id":-100300,"title":"G","type":"supergroup","owner":"1001"}"""
        );
        var app = InlineKeyboardButton.WithWebApp("Pay", "https://pay.test/");

        Assert.Equal(
            "400 Bad Request: Web App buttons can be used in private chats only",
            await RefusalAsync(() => Bot.SendMessage(-100300, "a", replyMarkup: Keys))
        );
        Assert.Equal(
            "400 Bad Request: BUTTON_TYPE_INVALID",
            await RefusalAsync(() => Bot.SendMessage(-100300, "a", replyMarkup: app))
        );
    }

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, "400 Bad Request: BUTTON_DATA_INVALID")]
    public async Task Callback_data_has_at_most_64_bytes(int bytes, string? refusal)
    {
        var button = InlineKeyboardButton.WithCallbackData("x", new string('a', bytes));
        Task Send() => Bot.SendMessage(Alice, "a", replyMarkup: button);
        if (refusal is null)
        {
            await Send();
        }
        else
        {
            Assert.Equal(refusal, await RefusalAsync(Send));
        }
    }

    [Fact]
    public async Task A_text_has_at_most_4096_characters_after_its_marks_are_read()
    {
        var longest = new string('a', 4096);
        await Bot.SendMessage(Alice, $"<b>{longest}</b>", ParseMode.Html);

        Assert.Equal(
            "400 Bad Request: message is too long",
            await RefusalAsync(() => Bot.SendMessage(Alice, longest + "a"))
        );
        Assert.Equal(
            "400 Bad Request: message text is empty",
            await RefusalAsync(() => Bot.SendMessage(Alice, " "))
        );
    }

    [Fact]
    public async Task A_tap_in_a_channel_carries_the_channels_message()
    {
        var post = await Bot.SendMessage(Open, "Donate?", replyMarkup: Buttons);
        await Telegram.DoAsync("people/1002/press", Press(Open, post.Id));
        var query = (await Telegram.UpdateAsync()).CallbackQuery!;
        await Bot.AnswerCallbackQuery(query.Id, "Thank you", showAlert: true);

        Assert.Equal((Bob, Open, post.Id), (query.From.Id, query.Message!.Chat.Id, post.Id));
        var answer = (await Telegram.ViewAsync(Bob))["callback_answers"]![0]!;
        Assert.Equal(("Thank you", true), ((string?)answer["text"], (bool)answer["show_alert"]!));
        Assert.Equal(
            "400 Bad Request: query is too old and response timeout expired or query ID is invalid",
            await RefusalAsync(() => Bot.AnswerCallbackQuery(query.Id))
        );
    }

    [Fact]
    public async Task A_tap_is_answered_within_its_time_and_with_links_to_the_bot_only()
    {
        var message = await Bot.SendMessage(Alice, "a", replyMarkup: Buttons);
        await Telegram.DoAsync("people/1001/press", Press(Alice, message.Id));
        var query = (await Telegram.UpdateAsync()).CallbackQuery!;

        Assert.Equal(
            "400 Bad Request: URL_INVALID",
            await RefusalAsync(() => Bot.AnswerCallbackQuery(query.Id, url: "https://evil.test/"))
        );
        Assert.Equal(
            "400 Bad Request: MESSAGE_TOO_LONG",
            await RefusalAsync(() => Bot.AnswerCallbackQuery(query.Id, new string('a', 201)))
        );
        await Bot.AnswerCallbackQuery(query.Id, url: "https://t.me/pgp_bot?start=o_1");
    }

    [Fact]
    public async Task Nobody_taps_in_the_chat_of_another_person()
    {
        var message = await Bot.SendMessage(Alice, "a", replyMarkup: Buttons);
        var (status, _) = await Telegram.TryAsync("people/1002/press", Press(Alice, message.Id));

        Assert.Equal(System.Net.HttpStatusCode.NotFound, status);
        Assert.Empty(await Telegram.UpdatesAsync());
    }

    [Fact]
    public async Task A_message_is_deleted_once_and_within_48_hours()
    {
        var first = await Bot.SendMessage(Alice, "a");
        var second = await Bot.SendMessage(Alice, "b");
        await Bot.DeleteMessage(Alice, first.Id);

        Assert.Equal(
            "400 Bad Request: message to delete not found",
            await RefusalAsync(() => Bot.DeleteMessage(Alice, first.Id))
        );
        Telegram.Clock.Advance(TimeSpan.FromHours(49));
        Assert.Equal(
            "400 Bad Request: message can't be deleted",
            await RefusalAsync(() => Bot.DeleteMessage(Alice, second.Id))
        );
    }

    [Fact]
    public async Task A_post_of_the_owner_is_deleted_and_edited_only_with_the_right()
    {
        await Telegram.DoAsync("people/1001/send", $$"""{"chat_id":{{Open}},"text":"Hello"}""");
        var post = (await Telegram.UpdateAsync()).ChannelPost!;
        await Telegram.DoAsync(
            "people/1001/set-bot",
            $$"""{"chat_id":{{Open}},"can_delete_messages":false,"can_edit_messages":false}"""
        );

        Assert.Equal(
            "400 Bad Request: message can't be deleted",
            await RefusalAsync(() => Bot.DeleteMessage(Open, post.Id))
        );
        Assert.Equal(
            "400 Bad Request: message can't be edited",
            await RefusalAsync(() => Bot.EditMessageText(Open, post.Id, "b"))
        );
        var own = await Bot.SendMessage(Open, "mine");
        await Bot.EditMessageText(Open, own.Id, "still mine");
        await Bot.DeleteMessage(Open, own.Id);
    }

    [Fact]
    public async Task A_post_is_pinned_with_the_right_to_edit()
    {
        var post = await Bot.SendMessage(Open, "Tiers");
        await Bot.PinChatMessage(Open, post.Id);
        Assert.Equal(post.Id, (await Bot.GetChat(Open)).PinnedMessage!.Id);
        await Bot.UnpinChatMessage(Open);
        Assert.Null((await Bot.GetChat(Open)).PinnedMessage);

        await Telegram.DoAsync(
            "people/1001/set-bot",
            $$"""{"chat_id":{{Open}},"can_edit_messages":false}"""
        );
        Assert.Equal(
            "400 Bad Request: not enough rights to manage pinned messages in the chat",
            await RefusalAsync(() => Bot.PinChatMessage(Open, post.Id))
        );
    }

    [Fact]
    public async Task Commands_are_kept_per_language()
    {
        await Bot.SetMyCommands([new BotCommand("help", "Help")]);
        await Bot.SetMyCommands([new BotCommand("help", "Помощь")], languageCode: "ru");

        Assert.Equal("Help", Assert.Single(await Bot.GetMyCommands()).Description);
        Assert.Equal("Help", await ShownToAsync(Alice));
        Assert.Equal("Помощь", await ShownToAsync(Bob));
        Assert.Equal(
            "400 Bad Request: BOT_COMMAND_INVALID",
            await RefusalAsync(() => Bot.SetMyCommands([new BotCommand("Help!", "x")]))
        );
    }

    private async Task<string?> ShownToAsync(long person) =>
        (string?)(await Telegram.ViewAsync(person))["commands"]![0]!["description"];

    private static JsonNode LastOf(JsonNode view) => view["messages"]!.AsArray()[^1]!;

    private static string Press(long chat, int message) =>
        $$"""{"chat_id":{{chat}},"message_id":{{message}},"data":"pay:1"}""";
}
