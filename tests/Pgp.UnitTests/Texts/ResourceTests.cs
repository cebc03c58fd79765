using System.Text.RegularExpressions;
using Pgp.Texts;

namespace Pgp.UnitTests.Texts;

/// <summary>Every language has every text, with the same places for values.</summary>
public sealed partial class ResourceTests
{
    // What Telegram reads in HTML and we use (spec 70, 3.3).
    private static readonly string[] Tags = ["b", "i", "code"];

    public static TheoryData<string> Codes => [.. Language.All.Select(language => language.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_language_has_the_same_texts_as_the_first(string code) =>
        Assert.Equal(Read("en").Keys.Order(), Read(code).Keys.Order());

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_text_has_places_for_the_same_values(string code)
    {
        var first = Read("en");
        Assert.All(
            Read(code),
            text =>
                Assert.All(
                    text.Value.Forms.Values,
                    form => Assert.Equal(Places(first[text.Key].Forms.Values.First()), Places(form))
                )
        );
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_text_with_a_number_has_each_plural_of_its_language(string code)
    {
        var first = Read("en");
        Assert.All(
            Read(code),
            text =>
            {
                Assert.Equal(first[text.Key].HasPlurals, text.Value.HasPlurals);
                if (text.Value.HasPlurals)
                {
                    Assert.Equal(Language.Of(code).Forms.Order(), text.Value.Forms.Keys.Order());
                }
            }
        );
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Tags_are_ones_that_telegram_reads_and_end_where_they_began(string code) =>
        Assert.All(
            Read(code).Values.SelectMany(phrase => phrase.Forms.Values),
            text =>
            {
                var open = new Stack<string>();
                foreach (Match tag in Tag().Matches(text))
                {
                    if (!tag.Value.StartsWith("</", StringComparison.Ordinal))
                    {
                        Assert.Contains(tag.Groups["name"].Value, Tags);
                        open.Push(tag.Groups["name"].Value);
                    }
                    else
                    {
                        Assert.Equal(open.Pop(), tag.Groups["name"].Value);
                    }
                }

                Assert.Empty(open);
            }
        );

    [Theory]
    [MemberData(nameof(Codes))]
    public void No_text_is_empty_or_longer_than_a_message(string code) =>
        Assert.All(
            Read(code).Values.SelectMany(phrase => phrase.Forms.Values),
            text => Assert.InRange(text.Length, 1, 4096)
        );

    private static IReadOnlyDictionary<string, Phrase> Read(string code) =>
        Phrases.Read(Language.Of(code));

    private static IEnumerable<string> Places(string text) =>
        Place().Matches(text).Select(place => place.Value).Distinct().Order();

    [GeneratedRegex("</?(?<name>[a-z]+)>", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\{[a-z]+\}", RegexOptions.None, 1_000)]
    private static partial Regex Place();
}
