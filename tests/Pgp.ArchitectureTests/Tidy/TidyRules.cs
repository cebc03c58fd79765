using System.Text.RegularExpressions;

namespace Pgp.ArchitectureTests.Tidy;

/// <summary>What no compiler and no formatter looks at. Each rule names what it finds, and where.</summary>
internal static partial class TidyRules
{
    private const int ColumnsMax = 100;

    // Written by tools, in their own layout.
    private static readonly string[] Generated =
    [
        "tools/browser/package-lock.json",
        "tools/embedded/package-lock.json",
    ];

    private static readonly string[] Code =
    [
        ".cs",
        ".sql",
        ".js",
        ".ts",
        ".css",
        ".html",
        ".sh",
        ".csproj",
        ".props",
        ".slnx",
    ];

    // Where a binary number is right, and why.
    private static readonly Dictionary<string, string> BinaryNumbers = new(StringComparer.Ordinal)
    {
        ["src/Pgp.Common/Observability/Telemetry.cs"] = "durations for statistics",
        ["src/Pgp.Host/Bench/Pipeline/TaskWaits.cs"] = "reads the durations of the statistics",
    };

    // The order in which people ask about a service.
    private static readonly string[] ReadmeHeadings =
    [
        "## Job",
        "## Tasks in",
        "## Tasks out",
        "## Tables",
        "## Partners",
        "## Settings",
        "## When it fails",
    ];

    public static IEnumerable<string> LongLines(SourceFile file) =>
        Lines(file, IsLong, $"longer than {ColumnsMax} columns", file.IsProduct);

    public static IEnumerable<string> Blanks(SourceFile file)
    {
        var findings = Lines(file, line => line.Contains('\t'), "a tab")
            .Concat(Lines(file, line => line.EndsWith(' '), "a trailing blank"))
            .Concat(Lines(file, line => line.EndsWith('\r'), "a carriage return"));
        if (file.Text.StartsWith('\uFEFF'))
        {
            findings = findings.Append(file.At(0, "a byte order mark"));
        }

        return file.Text.Length > 0 && !file.Text.EndsWith('\n')
            ? findings.Append(file.At(file.Lines.Count - 1, "no newline at the end"))
            : findings;
    }

    public static IEnumerable<string> LooseEnds(SourceFile file) =>
        Lines(file, LooseEnd().IsMatch, "something left to do", Code.Contains(file.Extension));

    public static IEnumerable<string> EmptyCatches(SourceFile file) =>
        Code.Contains(file.Extension)
            ? EmptyCatch()
                .Matches(file.Text)
                .Select(match => file.At(LineOf(file, match.Index), "an empty catch"))
            : [];

    public static IEnumerable<string> BinaryArithmetic(SourceFile file) =>
        Lines(
            file,
            line => BinaryNumber().IsMatch(WithoutTexts(line)),
            "a binary number",
            file.IsProduct && !BinaryNumbers.ContainsKey(file.Path)
        );

    public static IEnumerable<string> Titles(SourceFile file)
    {
        if (file.Extension != ".md")
        {
            return [];
        }

        var titles = Prose(file)
            .Where(line => line.Text.StartsWith("# ", StringComparison.Ordinal));
        return titles.Select(line => line.Number).SequenceEqual([0])
            ? []
            : [file.At(0, "not exactly one title, in the first line")];
    }

    public static IEnumerable<string> ServiceReadmes(SourceFile file)
    {
        var isService =
            file.Path.StartsWith("src/services/", StringComparison.Ordinal)
            && file.Name == "README.md";
        var headings = Prose(file)
            .Select(line => line.Text)
            .Where(line => line.StartsWith("## ", StringComparison.Ordinal));
        return !isService || headings.SequenceEqual(ReadmeHeadings)
            ? []
            : [file.At(0, $"not these headings: {string.Join(", ", ReadmeHeadings)}")];
    }

    /// <summary>Services whose folder has no README.</summary>
    public static IEnumerable<string> MissingReadmes(IReadOnlyList<SourceFile> files) =>
        files
            .Where(file => file.Extension == ".csproj")
            .Where(file => file.Path.StartsWith("src/services/", StringComparison.Ordinal))
            .Select(file => file.Path[..^file.Name.Length] + "README.md")
            .Except(files.Select(file => file.Path), StringComparer.Ordinal);

    public static IEnumerable<string> Machines(SourceFile file) =>
        Lines(file, OneMachine().IsMatch, "a path of one machine")
            .Concat(Lines(file, Footprint().IsMatch, "a footprint of how it was written"));

    private static IEnumerable<string> Lines(
        SourceFile file,
        Func<string, bool> isWrong,
        string finding,
        bool applies = true
    ) =>
        applies && !Generated.Contains(file.Path)
            ? file
                .Lines.Index()
                .Where(line => isWrong(line.Item))
                .Select(line => file.At(line.Index, finding))
            : [];

    // An address cannot be wrapped, and a text that stands alone in its line need not be.
    private static bool IsLong(string line) =>
        line.Length > ColumnsMax
        && !line.Contains("://", StringComparison.Ordinal)
        && !LoneText().IsMatch(line);

    private static IEnumerable<(int Number, string Text)> Prose(SourceFile file)
    {
        var isCode = false;
        foreach (var (number, line) in file.Lines.Index())
        {
            var isFence = line.StartsWith("```", StringComparison.Ordinal);
            isCode ^= isFence;
            if (!isCode && !isFence)
            {
                yield return (number, line);
            }
        }
    }

    private static string WithoutTexts(string line) =>
        line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            ? ""
            : Text().Replace(line, "\"\"").Split("//")[0];

    private static int LineOf(SourceFile file, int index) => file.Text.AsSpan(0, index).Count('\n');

    [GeneratedRegex(
        @"^\s*(\+ )?\$*""",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex LoneText();

    [GeneratedRegex(
        @"\b(T[O]DO|F[I]XME|H[A]CK)\b",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex LooseEnd();

    // A catch that says why nothing is to be done is not empty.
    [GeneratedRegex(
        @"\bcatch\s*(\([^)]*\)\s*)?(when\s*\([^{]*\)\s*)?\{\s*\}",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(
        @"\b(double|float)\b",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex BinaryNumber();

    [GeneratedRegex(
        "\"([^\"\\\\]|\\\\.)*\"",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Text();

    // Homes and work folders of somebody; /tmp alone is everybody's.
    [GeneratedRegex(
        @"(^|[\s""'`(=:])(/(home|root|Users|work|mnt|workspace)/|/tmp/[a-z]+-|[A-Z]:\\)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex OneMachine();

    [GeneratedRegex(
        @"\b(?i:[c]o-authored-by)\b|\b(?i:(generated|written|assisted) (by|with)) (an? )?[A-Z][a-z]",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Footprint();
}
