using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Pgp.Host;
using Assembly = System.Reflection.Assembly;

namespace Pgp.ArchitectureTests.Types;

/// <summary>The compiled product as ArchUnitNET sees it; read once for all tests.</summary>
internal static class CodeUnderTest
{
    private static readonly Lazy<Architecture> Loaded = new(() => Load(Assemblies()));

    private static readonly Lazy<Architecture> LoadedPlants = new(() =>
        Load([typeof(CodeUnderTest).Assembly])
    );

    /// <summary>Names of the services' projects.</summary>
    public static IReadOnlySet<string> Services { get; } =
        Catalogue
            .Services.Select(service => service.GetType().Assembly.GetName().Name!)
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>Every type of the product that a person wrote.</summary>
    public static IEnumerable<IType> Types => WrittenIn(Loaded.Value, "Pgp.");

    /// <summary>Types that break the rules on purpose.</summary>
    public static IEnumerable<IType> Plants =>
        WrittenIn(LoadedPlants.Value, "Pgp.ArchitectureTests.Planted");

    /// <summary>
    /// Name of the assembly that a type is compiled into; empty for a type parameter, which has
    /// none.
    /// </summary>
    public static string ProjectOf(IType type) => type.Assembly?.Name.Split(',')[0] ?? "";

    private static IEnumerable<IType> WrittenIn(Architecture architecture, string prefix) =>
        architecture.Types.Where(type =>
            type.FullName.StartsWith(prefix, StringComparison.Ordinal) && !type.IsCompilerGenerated
        );

    private static Architecture Load(IEnumerable<Assembly> assemblies) =>
        new ArchLoader().LoadAssemblies([.. assemblies]).Build();

    private static IEnumerable<Assembly> Assemblies() =>
        Directory
            .EnumerateFiles(AppContext.BaseDirectory, "Pgp.*.dll")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => name is not "Pgp.ArchitectureTests" and not "Pgp.Testing")
            .Select(Assembly.Load);
}
