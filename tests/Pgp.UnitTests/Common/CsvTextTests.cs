using Pgp.Common.Csv;

namespace Pgp.UnitTests.Common;

/// <summary>RFC 4180, and what spreadsheets make of it.</summary>
public sealed class CsvTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1+1", "'+1+1")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("@sum(1)", "'@sum(1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("=a,b", "\"'=a,b\"")]
    [InlineData("-0.000001", "-0.000001")]
    [InlineData("+5", "+5")]
    [InlineData("ключ 🔑", "ключ 🔑")]
    public void A_cell_stays_one_cell_and_a_text(string text, string cell) =>
        Assert.Equal(
            $"x,{cell},y\r\n",
            CsvText.Of([
                ["x", text, "y"],
            ])
        );

    [Fact]
    public void Every_row_ends_with_both_characters_of_a_line_end() =>
        Assert.Equal(
            "a,b\r\n1,\r\n",
            CsvText.Of([
                ["a", "b"],
                ["1", ""],
            ])
        );
}
