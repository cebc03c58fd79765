using Pgp.Channels;
using Pgp.Contracts.Money;
using Pgp.Server.Owners;
using Pgp.Server.Owners.Chats;
using Pgp.Server.Owners.Connecting;

namespace Pgp.UnitTests.Server.Owners;

/// <summary>What owners write, as people write it.</summary>
public sealed class OwnerTextTests
{
    [Theory]
    [InlineData("9.99 30", "9.99/30")]
    [InlineData(" $9,99   30 ", "9.99/30")]
    [InlineData("9.99 30\r\n24.99 90\n\n79.99 365", "9.99/30 24.99/90 79.99/365")]
    [InlineData("5 7; 10 30", "5/7 10/30")]
    [InlineData("9.99", "/")]
    [InlineData("9.99 thirty", "9.99/")]
    [InlineData("9.99 30 days", "/")]
    [InlineData("9.99 -30", "9.99/")]
    [InlineData("", "")]
    public void Prices_are_read_as_people_write_them(string text, string expected) =>
        Assert.Equal(
            expected,
            string.Join(' ', TierText.Read(text).Select(tier => $"{tier.PriceUsd}/{tier.Days}"))
        );

    [Theory]
    [InlineData("9.99 30")]
    [InlineData("4.99 1")]
    [InlineData("9999.99 999")]
    public void A_price_is_read_as_the_draft_wrote_it(string text)
    {
        var tier = Assert.Single(new TierCheck([], ChannelLimits.None).Run(TierText.Read(text)));

        Assert.Equal(text, TierText.Write(tier));
    }

    [Theory]
    [InlineData("usdt@trx", "usdt@trx")]
    [InlineData("USDT TRX", "usdt@trx")]
    [InlineData("Usdt (Trx)", "usdt@trx")]
    [InlineData("btc", "btc@btc")]
    [InlineData("usdt", null)]
    [InlineData("near near", null)]
    [InlineData("usd fiat", null)]
    [InlineData("a b c", null)]
    [InlineData("<b> x", null)]
    [InlineData("", null)]
    public void A_coin_is_read_with_its_network(string text, string? expected) =>
        Assert.Equal(expected, WalletText.ReadCoin(text)?.ToString());

    [Theory]
    [InlineData("xrp@xrp", true)]
    [InlineData("usdt@ton", true)]
    [InlineData("xlm@xlm", true)]
    [InlineData("xrp@bsc", false)]
    [InlineData("usdt@trx", false)]
    public void A_memo_is_asked_for_where_there_can_be_one(string coin, bool isAsked) =>
        Assert.Equal(isAsked, WalletText.MayNeedMemo(Coin.Parse(coin)));

    [Theory]
    [InlineData("News", "News")]
    [InlineData("  A < B & \"C\"\n", "A < B & \"C\"")]
    [InlineData("up\u202Eside\u202C \u2066down\u2069", "upside down")]
    [InlineData("one\u2028two\tthree", "one two three")]
    [InlineData("אבג", "אבג")]
    [InlineData("", "-1001")]
    [InlineData(" \u202E\n", "-1001")]
    [InlineData(null, "-1001")]
    public void A_title_is_one_line(string? title, string expected) =>
        Assert.Equal(expected, ChatTitle.Of(title, -1001));

    [Theory]
    [InlineData("x")]
    [InlineData("🦊")]
    [InlineData("👩‍👩‍👧‍👦")]
    [InlineData("ё")]
    public void A_long_title_is_cut_between_signs(string sign)
    {
        var title = ChatTitle.Of(string.Concat(Enumerable.Repeat(sign, 4096)), -1001);

        Assert.InRange(title.Length, 128 - sign.Length + 1, 128);
        Assert.Equal(0, title.Length % sign.Length);
    }
}
