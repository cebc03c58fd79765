using System.Globalization;
using nietras.SeparatedValues;

namespace Pgp.Common.Csv;

/// <summary>
/// Rows as RFC 4180 has them, for people who open them in a spreadsheet: a text that such a program
/// would take for a formula is made a text.
/// </summary>
public static class CsvText
{
    private const string FormulaStarts = "=+-@\t\r";

    public static string Of(params IEnumerable<IReadOnlyList<string>> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\r\n" };
        var form = Sep.New(',').Writer(csv => csv with { Escape = true, WriteHeader = false });
        using (var writer = form.To(text, leaveOpen: true))
        {
            foreach (var cells in rows)
            {
                using var row = writer.NewRow();
                for (var column = 0; column < cells.Count; column++)
                {
                    row[column].Set(Guarded(cells[column]));
                }
            }
        }

        return text.ToString();
    }

    // Numbers are no danger, and negative ones are wanted as numbers.
    private static string Guarded(string text) =>
        text.Length > 0
        && FormulaStarts.Contains(text[0], StringComparison.Ordinal)
        && !IsNumber(text)
            ? "'" + text
            : text;

    private static bool IsNumber(string text) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out _
        );
}
