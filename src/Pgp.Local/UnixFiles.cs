namespace Pgp.Local;

/// <summary>File modes. The local stack runs on Linux and macOS.</summary>
internal static class UnixFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode PassThrough =
        OwnerOnly
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherExecute;

    /// <summary>Lets others pass through a folder without letting them list it.</summary>
    public static void LetOthersPass(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            throw NotHere();
        }

        File.SetUnixFileMode(folder, PassThrough);
    }

    /// <summary>
    /// Replaces a file in one step by one that only its owner may read: a reader sees the old
    /// text or the new one, never half of it.
    /// </summary>
    public static void WriteSecret(string path, ReadOnlySpan<byte> text)
    {
        if (OperatingSystem.IsWindows())
        {
            throw NotHere();
        }

        var draft = path + ".new";
        File.Delete(draft); // A left-over draft would keep the mode that it has.
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        };
        using (var stream = new FileStream(draft, options))
        {
            stream.Write(text);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    private static PlatformNotSupportedException NotHere() =>
        new("The local stack runs on Linux and macOS; on Windows use WSL.");
}
