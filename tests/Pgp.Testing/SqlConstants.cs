using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Pgp.Testing;

/// <summary>One SQL text of the product.</summary>
/// <param name="File">Path below <c>src/</c>, with forward slashes.</param>
/// <param name="Name">Name of the constant; it ends in <c>Sql</c>.</param>
/// <param name="Text">The statement.</param>
public sealed record SqlConstant(string File, string Name, string Text)
{
    /// <summary>The project it belongs to, for example <c>Pgp.Split1</c>.</summary>
    public string Project =>
        File.Split('/').First(part => part.StartsWith("Pgp.", StringComparison.Ordinal));

    public override string ToString() => $"{File}: {Name}";
}

/// <summary>
/// Finds the SQL of the product in its source: the schema tests prepare each text, the ownership
/// test reads what it writes to.
/// </summary>
public static partial class SqlConstants
{
    // Measures on a database of its own, as its owner.
    private const string Benchmarks = "Pgp.Host/Bench/";

    /// <summary>Every constant whose name ends in <c>Sql</c>.</summary>
    public static IReadOnlyList<SqlConstant> All { get; } =
    [.. Read(Source()).Where(sql => !sql.File.StartsWith(Benchmarks, StringComparison.Ordinal))];

    /// <summary>The folder <c>src/</c> of this checkout.</summary>
    public static string Source([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src"));

    /// <summary>The constants of one file.</summary>
    public static IEnumerable<SqlConstant> In(string file, string text) =>
        Constant()
            .Matches(text)
            .Select(match => new SqlConstant(
                file,
                match.Groups["name"].Value,
                match.Groups["raw"].Success
                    ? match.Groups["raw"].Value.Trim()
                    : match.Groups["plain"].Value
            ));

    private static IEnumerable<SqlConstant> Read(string source) =>
        Directory
            .EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Select(path => (path, File: Path.GetRelativePath(source, path).Replace('\\', '/')))
            .Where(file => !file.File.Contains("/obj/", StringComparison.Ordinal))
            .OrderBy(file => file.File, StringComparer.Ordinal)
            .SelectMany(file => In(file.File, File.ReadAllText(file.path)));

    [GeneratedRegex(
        "const string (?<name>\\w*Sql)\\s*=\\s*"
            + "(?:\"\"\"\\s*\\n(?<raw>.*?)\\n\\s*\"\"\"|\"(?<plain>[^\"\\n]*)\")\\s*;",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Constant();
}
