using System.Text;

namespace Pgp.Local;

/// <summary>
/// The settings of the stack that runs in this checkout, for commands beside it: <c>./pgp
/// reconcile</c> needs no setting while <c>./pgp up</c> runs. Readable by its owner only, and gone
/// when the stack stops.
/// </summary>
public sealed class LocalSettings : IDisposable
{
    private readonly string path;

    private LocalSettings(string path) => this.path = path;

    /// <summary>Keeps them until disposed.</summary>
    public static LocalSettings Keep(
        LocalFolders folders,
        IReadOnlyDictionary<string, string> settings
    )
    {
        var text = new StringBuilder("# Of the stack that runs here; made anew at each start.\n");
        foreach (var (name, value) in settings.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append('=').Append(value).Append('\n');
        }

        UnixFiles.WriteSecret(folders.SettingsFile, Encoding.UTF8.GetBytes(text.ToString()));
        return new LocalSettings(folders.SettingsFile);
    }

    /// <summary>The file, if a stack runs in this checkout.</summary>
    public static string? Find(LocalFolders folders) =>
        File.Exists(folders.SettingsFile) ? folders.SettingsFile : null;

    public void Dispose() => File.Delete(path);
}
