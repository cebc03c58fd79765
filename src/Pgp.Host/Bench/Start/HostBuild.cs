using System.Runtime.InteropServices;
using Pgp.Local;

namespace Pgp.Host.Bench.Start;

/// <summary>One of the two builds of this program in the checkout.</summary>
/// <param name="Name">As the report calls it.</param>
/// <param name="File">What the build left.</param>
/// <param name="Command">Starts it; arguments follow.</param>
internal sealed record HostBuild(string Name, string File, IReadOnlyList<string> Command)
{
    private const string Program = "Pgp.Host";

    public bool Exists => System.IO.File.Exists(File);

    /// <summary>Compiled at run time: what <c>./pgp</c> starts.</summary>
    public static HostBuild Jit(LocalFolders folders)
    {
        var file = Artifact(folders, "bin", "release", Program + ".dll");
        return new("JIT", file, ["dotnet", file]);
    }

    /// <summary>Compiled ahead of time: what <c>./pgp test --native</c> leaves.</summary>
    public static HostBuild Native(LocalFolders folders)
    {
        var system = OperatingSystem.IsMacOS() ? "osx" : "linux";
        var processor = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var file = Artifact(folders, "publish", $"release_{system}-{processor}", Program);
        return new("native", file, [file]);
    }

    /// <summary>Whether this build may lack what the other one has.</summary>
    public bool IsOlderThan(HostBuild other) =>
        System.IO.File.GetLastWriteTimeUtc(File) < System.IO.File.GetLastWriteTimeUtc(other.File);

    private static string Artifact(LocalFolders folders, string kind, string pivot, string name) =>
        Path.Combine(folders.Checkout, "artifacts", kind, Program, pivot, name);
}
