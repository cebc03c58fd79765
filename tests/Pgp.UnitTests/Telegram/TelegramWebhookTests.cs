using System.Text;
using Pgp.Adapters.Telegram;
using Telegram.Bot.Types.Enums;

namespace Pgp.UnitTests.Telegram;

public class TelegramWebhookTests
{
    [Fact]
    public void A_message_update_is_read()
    {
        const string Body = """
            {"update_id":10,"message":{"message_id":1,"date":1700000000,"text":"/start abc",
             "chat":{"id":42,"type":"private"},"from":{"id":42,"is_bot":false,"first_name":"Zoë"}}}
            """;
        Assert.True(TelegramWebhook.TryParse(Encoding.UTF8.GetBytes(Body), out var update));
        Assert.Equal(10, update.Id);
        Assert.Equal("/start abc", update.Message!.Text);
        Assert.Equal(42, update.Message.From!.Id);
    }

    [Fact]
    public void An_update_of_a_new_kind_keeps_its_id()
    {
        Assert.True(
            TelegramWebhook.TryParse("""{"update_id":11,"hologram":{}}"""u8, out var update)
        );
        Assert.Equal(11, update.Id);
        Assert.Equal(UpdateType.Unknown, update.Type);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"update_id":"x"}""")]
    [InlineData("""{"update_id":1,"callback_query":{"id":"\ud800","data":"\ud800"}}""")]
    [InlineData("""{"update_id":1,"message":{"chat":7}}""")]
    public void Anything_else_is_no_update(string body) =>
        Assert.False(TelegramWebhook.TryParse(Encoding.UTF8.GetBytes(body), out _));

    [Theory]
    [InlineData("s3cret", true)]
    [InlineData("s3creT", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_the_secret_opens_the_webhook(string? header, bool isOpen) =>
        Assert.Equal(isOpen, TelegramWebhook.IsFromTelegram(header, "s3cret"));

    [Fact]
    public void Html_is_escaped_with_the_entities_Telegram_knows() =>
        Assert.Equal(
            "&lt;b a=&quot;1&quot;&gt; &amp;amp; it's",
            TelegramHtml.Escape("<b a=\"1\"> &amp; it's")
        );
}
