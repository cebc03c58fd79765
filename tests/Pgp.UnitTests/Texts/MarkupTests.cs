using Pgp.Texts;

namespace Pgp.UnitTests.Texts;

public sealed class MarkupTests
{
    [Fact]
    public void Parts_that_are_not_there_are_left_out_of_the_paragraphs()
    {
        var text = Markup.Paragraphs(new Markup("a"), default, new Markup(""), Markup.Of("<b>"));
        Assert.Equal("a\n\n&lt;b&gt;", text.Html);
        Assert.Equal("", Markup.Paragraphs(default, default).Html);
    }

    [Fact]
    public void A_part_that_is_not_there_is_no_text()
    {
        Assert.Equal("", $"{default(Markup)}");
        var said = Speech
            .In(Language.English)
            .Html("owner_bot.links.coupon", ("code", default(Markup)));
        Assert.DoesNotContain("{code}", said.Html, StringComparison.Ordinal);
    }
}
