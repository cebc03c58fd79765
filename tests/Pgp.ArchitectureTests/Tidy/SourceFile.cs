using System.Runtime.CompilerServices;

namespace Pgp.ArchitectureTests.Tidy;

/// <summary>One text file of the checkout.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
/// <param name="Text">All of it, a byte order mark included.</param>
internal sealed record SourceFile(string Path, string Text)
{
    private static readonly string[] Folders =
    [
        ".git",
        ".pgp",
        ".vs",
        ".idea",
        "artifacts",
        "bin",
        "obj",
        "node_modules",
        // The built site.
        "dist",
        "TestResults",
    ];

    private static readonly string[] Binary = [".png", ".ico", ".woff2", ".jpg", ".gz", ".swp"];

    private static string Root { get; } = FindRoot();

    /// <summary>Everything that is, or could be, under version control.</summary>
    public static IReadOnlyList<SourceFile> All { get; } =
    [
        .. Walk(Root)
            .Where(path => !Binary.Contains(System.IO.Path.GetExtension(path)))
            .Select(path => new SourceFile(Relative(path), ReadWithMark(path)))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    /// <summary>Names in the root folder, without what is ignored.</summary>
    public static IReadOnlyList<string> RootEntries { get; } =
    [
        .. Directory
            .EnumerateFileSystemEntries(Root)
            .Select(path => System.IO.Path.GetFileName(path))
            .Except(Folders, StringComparer.Ordinal),
    ];

    public string Name => Path.Split('/')[^1];

    public string Extension => System.IO.Path.GetExtension(Path);

    /// <summary>C# of the product.</summary>
    public bool IsProduct =>
        Extension == ".cs" && Path.StartsWith("src/", StringComparison.Ordinal);

    public IReadOnlyList<string> Lines => Text.Split('\n');

    /// <summary>A finding about a line of this file, counted from 0.</summary>
    public string At(int line, string finding) => $"{Path}:{line + 1}: {finding}";

    private static IEnumerable<string> Walk(string folder) =>
        Directory
            .EnumerateFiles(folder)
            .Concat(
                Directory
                    .EnumerateDirectories(folder)
                    .Where(inner => !Folders.Contains(System.IO.Path.GetFileName(inner)))
                    .SelectMany(Walk)
            );

    private static string Relative(string path) =>
        System.IO.Path.GetRelativePath(Root, path).Replace('\\', '/');

    // File.ReadAllText would swallow a byte order mark.
    private static string ReadWithMark(string path) =>
        System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(path));

    private static string FindRoot([CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(
            System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "..", "..", "..")
        );
}
