using System.Runtime.CompilerServices;

namespace Pgp.ArchitectureTests.Documents;

/// <summary>Pages of this checkout, to be compared with what the code says.</summary>
internal static class Pages
{
    private const string ApproveVariable = "PGP_APPROVE";

    private static string Root { get; } = FindRoot();

    public static bool Exists(string path) => Path.Exists(Path.Combine(Root, path));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] ReadLines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    /// <summary>Files of this name anywhere below a folder, as paths from the root.</summary>
    public static IReadOnlyList<string> Find(string folder, string fileName) =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Root, folder), fileName, SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')),
        ];

    /// <summary>Compares a generated page; with <c>PGP_APPROVE=1</c> writes it anew first.</summary>
    public static void MustRead(string path, string expected)
    {
        if (Environment.GetEnvironmentVariable(ApproveVariable) == "1")
        {
            File.WriteAllText(Path.Combine(Root, path), expected);
        }

        Assert.Equal(expected, Exists(path) ? Read(path) : "");
    }

    // The compiler knows where this file is; the test program may have been built anywhere.
    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
