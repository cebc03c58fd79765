using Pgp.Contracts.Money;
using Pgp.Texts;

namespace Pgp.UnitTests.Texts;

public sealed class LanguageTests
{
    public static TheoryData<string> Codes => [.. Language.All.Select(language => language.Code)];

    [Theory]
    [InlineData("en", 0, "0 days")]
    [InlineData("en", 1, "1 day")]
    [InlineData("en", 30, "30 days")]
    [InlineData("ru", 1, "1 день")]
    [InlineData("ru", 2, "2 дня")]
    [InlineData("ru", 4, "4 дня")]
    [InlineData("ru", 5, "5 дней")]
    [InlineData("ru", 11, "11 дней")]
    [InlineData("ru", 12, "12 дней")]
    [InlineData("ru", 21, "21 день")]
    [InlineData("ru", 111, "111 дней")]
    [InlineData("ru", 122, "122 дня")]
    [InlineData("es", 0, "0 días")]
    [InlineData("es", 1, "1 día")]
    [InlineData("es", 1000000, "1000000 de días")]
    [InlineData("pt", 0, "0 dia")]
    [InlineData("pt", 1, "1 dia")]
    [InlineData("pt", 2, "2 dias")]
    public void Days_are_counted_as_the_language_counts(string code, int days, string text) =>
        Assert.Equal(text, In(code).Days(days));

    [Theory]
    [InlineData("en", "1,234.50")]
    [InlineData("ru", "1\u00a0234,50")]
    [InlineData("es", "1.234,50")]
    [InlineData("pt", "1.234,50")]
    public void Dollars_are_written_as_the_language_writes_numbers(string code, string text) =>
        Assert.Equal(text, In(code).Dollars(Amount<Usd>.Parse("1234.5")));

    [Theory]
    [InlineData("ru", "ru")]
    [InlineData("RU-ru", "ru")]
    [InlineData("pt-BR", "pt")]
    [InlineData("es_419", "es")]
    [InlineData("de", "en")]
    [InlineData("", "en")]
    [InlineData(null, "en")]
    public void Telegrams_word_chooses_one_of_ours(string? tag, string code) =>
        Assert.Equal(code, Language.Of(tag).Code);

    [Theory]
    [MemberData(nameof(Codes))]
    public void What_people_wrote_cannot_bring_in_tags(string code) =>
        Assert.Contains(
            "A &lt; B &amp; &quot;C&quot; {n}",
            In(code).Html("bot.choose_tier", ("channel", "A < B & \"C\" {n}")).Html
        );

    [Fact]
    public void A_text_without_a_value_that_it_needs_is_a_bug() =>
        Assert.Throws<KeyNotFoundException>(() => In("en").Html("bot.choose_tier"));

    private static Speech In(string code) => Speech.In(Language.Of(code));
}
