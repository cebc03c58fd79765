using System.Xml.Linq;
using Pgp.ArchitectureTests.Tidy;

namespace Pgp.ArchitectureTests.References;

/// <summary>What a project asks for.</summary>
/// <param name="Name">For example <c>Pgp.Split1</c>.</param>
/// <param name="Projects">Names of the projects it references.</param>
/// <param name="Packages">Names of the packages it references.</param>
internal sealed record ProjectFile(
    string Name,
    IReadOnlyList<string> Projects,
    IReadOnlyList<string> Packages
)
{
    /// <summary>Every project of the product.</summary>
    public static IReadOnlyList<ProjectFile> Product { get; } = [.. Under("src/")];

    /// <summary>Every project below a folder.</summary>
    public static IEnumerable<ProjectFile> Under(string folder) =>
        SourceFile
            .All.Where(file => file.Extension == ".csproj")
            .Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal))
            .Select(file => Read(file.Name, file.Text));

    public static ProjectFile Read(string fileName, string text)
    {
        var items = XDocument.Parse(text).Descendants().ToList();
        return new ProjectFile(
            NameOf(fileName),
            [.. Included(items, "ProjectReference").Select(NameOf)],
            [.. Included(items, "PackageReference")]
        );
    }

    private static IEnumerable<string> Included(IEnumerable<XElement> items, string kind) =>
        items.Where(item => item.Name == kind).Select(item => (string)item.Attribute("Include")!);

    private static string NameOf(string path) =>
        Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
}
