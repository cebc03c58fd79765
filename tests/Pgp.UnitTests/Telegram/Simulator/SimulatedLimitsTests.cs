using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using static Pgp.UnitTests.Telegram.Simulator.SimulatedTelegram;

namespace Pgp.UnitTests.Telegram.Simulator;

/// <summary>How fast the bot may write, and who may fetch its updates.</summary>
public sealed class SimulatedLimitsTests : SimulatorTest
{
    private const long Group = -1_002_000_000_300;

    [Fact]
    public async Task The_bot_sends_thirty_messages_a_second()
    {
        for (var person = 1; person <= 31; person++)
        {
            await Telegram.DoAsync("people", $$"""{"id":{{person}},"started":true}""");
        }

        for (var person = 1; person <= 30; person++)
        {
            await Bot.SendMessage(person, "hi");
        }

        Assert.Equal(1, await WaitAsync(31));
        Telegram.Clock.Advance(TimeSpan.FromMilliseconds(34));
        await Bot.SendMessage(31, "hi");
    }

    [Fact]
    public async Task A_chat_takes_a_short_burst_and_then_one_message_a_second()
    {
        await Telegram.DoAsync("limits", """{"chat_burst":3}""");
        for (var i = 0; i < 3; i++)
        {
            await Bot.SendMessage(Alice, "hi");
        }

        Assert.Equal(1, await WaitAsync(Alice));
        await Bot.SendMessage(Bob, "hi");
        Telegram.Clock.Advance(TimeSpan.FromSeconds(1));
        await Bot.SendMessage(Alice, "hi");
        Assert.Equal(1, await WaitAsync(Alice));
    }

    [Fact]
    public async Task A_group_takes_twenty_messages_a_minute()
    {
        await Telegram.DoAsync(
            "channels",
            $$"""{"id":{{Group}},"title":"G","type":"supergroup","owner":"1001"}"""
        );
        for (var i = 0; i < 20; i++)
        {
            await Bot.SendMessage(Group, "hi");
            Telegram.Clock.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Equal(20, await WaitAsync(Group));
        Telegram.Clock.Advance(TimeSpan.FromSeconds(20));
        await Bot.SendMessage(Group, "hi");
    }

    [Fact]
    public async Task In_a_group_a_bot_without_rights_reads_commands_only()
    {
        await Telegram.DoAsync(
            "channels",
            $$"""
            {"id":{{Group}},"title":"G","type":"supergroup","owner":"1001","bot_status":"member"}
            """
        );
        await Telegram.UpdatesAsync();
        foreach (var text in new[] { "hello", "/help" })
        {
            await Telegram.DoAsync(
                "people/1001/send",
                $$"""{"chat_id":{{Group}},"text":"{{text}}"}"""
            );
        }

        var message = (await Telegram.UpdateAsync()).Message!;
        Assert.Equal(("/help", Alice), (message.Text, message.From!.Id));
    }

    [Fact]
    public async Task Updates_are_not_fetched_beside_a_webhook()
    {
        await Bot.SetWebhook("https://pgp.test/hook", secretToken: "abc");
        Assert.Equal(
            "409 Conflict: can't use getUpdates method while webhook is active; "
                + "use deleteWebhook to delete the webhook first",
            await RefusalAsync(() => Bot.GetUpdates())
        );
        var info = await Bot.GetWebhookInfo();
        Assert.Equal(("https://pgp.test/hook", 40), (info.Url, info.MaxConnections));
        await Bot.DeleteWebhook();
    }

    [Fact]
    public async Task Of_two_pollers_one_is_ended()
    {
        await Telegram.UpdatesAsync(); // Confirms what was there before.
        Task<Update[]>[] pollers = [Bot.GetUpdates(timeout: 30), Bot.GetUpdates(timeout: 30)];
        var ended = await Task.WhenAny(pollers);
        Assert.Equal(
            "409 Conflict: terminated by other getUpdates request; "
                + "make sure that only one bot instance is running",
            await RefusalAsync(() => ended)
        );
        await Telegram.DoAsync("people/1001/send", """{"text":"hi"}""");
        var left = await Assert.Single(pollers, poller => poller != ended);
        Assert.Equal("hi", Assert.Single(left).Message!.Text);
    }

    private async Task<int?> WaitAsync(long chat)
    {
        var refusal = await Assert.ThrowsAsync<ApiRequestException>(() =>
            Bot.SendMessage(chat, "too fast")
        );
        Assert.Equal(429, refusal.ErrorCode);
        return refusal.Parameters?.RetryAfter;
    }
}
