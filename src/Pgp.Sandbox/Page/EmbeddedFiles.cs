using System.Text;

namespace Pgp.Sandbox.Page;

/// <summary>Files that are part of the assembly.</summary>
internal static class EmbeddedFiles
{
    public static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    /// <exception cref="FileNotFoundException">The assembly holds no such file.</exception>
    public static byte[] Bytes(string name)
    {
        using var stream =
            typeof(EmbeddedFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"{name} is not part of the assembly", name);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
